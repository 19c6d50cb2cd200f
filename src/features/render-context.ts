import type { ChatMessage } from '#block-kit/message.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Topic } from '#domain/topic.ts';

/** What a message is rendered from: the experiment right after the commit that asked for it. */
export interface RenderContext {
  readonly experiment: Experiment;
  /** The effect's key; buttons carry it so that the pressed message can be stamped. */
  readonly key: string;
  readonly at: number;
  /** Ids of its pictures by their names, once they are uploaded; a message without them says the same in words. */
  readonly pictures?: Readonly<Record<string, string>>;
}

/** A picture of a message, drawn from the same state as its words. */
export interface Picture {
  /** Tells it from the other pictures of the message. */
  readonly name: string;
  readonly title: string;
  /** What it shows, figures included, in plain text. */
  readonly alt: string;
  readonly svg: () => string;
}

/** Draws the pictures of one topic; none if there is nothing to show. Pure. */
export type Draw = (context: RenderContext) => readonly Picture[];

/** What draws, by topic. */
export type Drawings = Partial<Readonly<Record<Topic, Draw>>>;

/** Renders one topic of the thread. Pure. */
export type Render = (context: RenderContext) => ChatMessage;

/** The renderers of all topics. */
export type Renderers = Readonly<Record<Topic, Render>>;
