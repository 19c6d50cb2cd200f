import type { ChatMessage } from '#block-kit/message.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Topic } from '#domain/topic.ts';

/** What a message is rendered from: the experiment right after the commit that asked for it. */
export interface RenderContext {
  readonly experiment: Experiment;
  /** The effect's key; buttons carry it so that the pressed message can be stamped. */
  readonly key: string;
  readonly at: number;
}

/** Renders one topic of the thread. Pure. */
export type Render = (context: RenderContext) => ChatMessage;

/** The renderers of all topics. */
export type Renderers = Readonly<Record<Topic, Render>>;
