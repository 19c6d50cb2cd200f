import type { AnswerWatch } from './answer-watch.ts';

/** What is counted and timed. Names are the metric's own; labels have few values, never ids or texts. */
export interface Telemetry extends AnswerWatch {
  /** A command was decided: `outcome` is `committed` or the refusal's code. */
  command(name: string, outcome: string): void;
  /** An effect was attempted; `seconds` is how long it took. */
  effect(kind: string, outcome: 'done' | 'failed', seconds: number): void;
  /** A job ran. */
  job(name: string, outcome: 'done' | 'failed', seconds: number): void;
  /**
   * A delivery of the chat service came in. `foreign`: it was refused, because it is of another workspace; `unknown`: because the
   * service did not say which workspace is ours.
   */
  delivery(outcome: 'first' | 'repeated' | 'foreign' | 'unknown'): void;
}

/** Reaches a dependency once; throws if it cannot be reached or refuses the bot. */
export type Probe = () => Promise<void>;
