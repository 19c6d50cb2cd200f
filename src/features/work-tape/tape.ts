import type { Experiment } from '#domain/experiment.ts';
import type { Execute, Executed } from '#journal/perform.ts';
import { hashOf } from '#shared/canonical-json.ts';
import type { AppError } from '#shared/errors.ts';

/** What a piece of work asks outside of itself. */
export interface Asked<Value> {
  /** `codeHost.pin`. */
  readonly name: string;
  readonly args: readonly unknown[];
  readonly really: () => Value;
  /** What is kept of the answer, as JSON; all of it if left out. */
  readonly keep?: (answer: Awaited<Value>) => unknown;
  /** The answer out of what was kept; it is the answer itself if left out. */
  readonly revive?: (kept: unknown) => Value;
}

/** What stands between a piece of work and all that it asks: it writes the answers down, or gives those that were. */
export interface Tape {
  ask<Value>(asked: Asked<Promise<Value>>): Promise<Value>;
  /** For an answer that needs no waiting. */
  askNow<Value>(asked: Asked<Value>): Value;
  /** An experiment as the journal had it at this version. */
  experimentAt(key: string, version: number | null): Promise<Experiment | null>;
  /** What became of a command that was given then. */
  executed(given: Parameters<Execute>, kept: unknown): ReturnType<Execute>;
}

/** A fault as it is kept. */
export type TapedFault = Pick<AppError, 'code' | 'kind' | 'vendor' | 'message'>;
export type TapedAnswer = { readonly value: unknown } | { readonly fault: TapedFault };
/** Answers by question, in their order; equal ones in a row are counted. */
export type TapedAnswers = Readonly<
  Record<string, readonly { readonly answer: TapedAnswer; readonly times: number }[]>
>;

/** The name of a question on a tape: what is asked, and the hash of what about. */
export function questionOf({ name, args }: Pick<Asked<unknown>, 'name' | 'args'>): string {
  return `${name} ${hashOf(args).slice(0, 16)}`;
}

/** What is kept of an executed command: the version that it made, or the code of its refusal. */
export function keptOf(result: Awaited<ReturnType<Execute>>): {
  readonly version: Executed['commit']['version'] | null;
  readonly refused: string | null;
} {
  return result.kind === 'ok'
    ? { version: result.value.commit.version, refused: null }
    : { version: null, refused: result.problem.code };
}
