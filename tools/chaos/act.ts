import type { PersonBody } from '#domain/command.ts';
import type { Store } from '#ports/store.ts';
import type { Outcome } from '#sandbox/stand-ins/slack/people/outcome.ts';
import type { Sandbox } from '#sandbox/start-sandbox.ts';
import type { Letter, MailAnswer } from './mail.ts';

/** Versions of experiments by their keys. */
export type Versions = ReadonlyMap<string, number>;

/** Something a person did, and what came back. */
export interface Act {
  readonly person: string;
  readonly words: string;
  /** The experiment that it is about; null for a proposal. */
  readonly experiment: string | null;
  /** The command that it asks for; null if it asks for none. */
  readonly command: PersonBody | null;
  /** The idea that was proposed. */
  readonly idea: string | null;
  /** What Slack sent for it; null if it sent nothing. */
  letter: Letter | null;
  readonly at: number;
  readonly version: number;
  /** How far every experiment was when it was done. */
  readonly seen: Versions;
  /** Id of the response address through which the person is told what came of it; null if there is none. */
  answerTo: string | null;
  /** Answers of the bot to every copy that was carried. */
  readonly answers: MailAnswer[];
  /** When the last answer came, and how far the experiment and all of them were then. */
  ended: { readonly at: number; readonly version: number; readonly seen: Versions } | null;
  outcome: Outcome | null;
  /** Resolves when the person has the answer. */
  readonly done: Promise<void>;
}

/** Notes an answer to one copy, and how far the experiment was when it came. */
export async function noteAnswer(
  world: { readonly store: Store; readonly sandbox: Sandbox },
  act: Act,
  answer: MailAnswer,
): Promise<void> {
  act.answers.push(answer);
  const seen = await versionsOf(world);
  act.ended = { at: world.sandbox.clock.now(), version: seen.get(act.experiment ?? '') ?? 0, seen };
}

/** How far every experiment is. */
export async function versionsOf({ store }: { readonly store: Store }): Promise<Versions> {
  const keys = await store.experimentKeys(null, 100);
  const chains = await Promise.all(keys.map((key) => store.commits(key)));
  return new Map(keys.map((key, index) => [key, chains[index]?.at(-1)?.version ?? 0]));
}
