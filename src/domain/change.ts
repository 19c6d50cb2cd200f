import type { Experiment } from '#domain/experiment.ts';

/** When and in which version of the experiment an event happened. */
export interface EventContext {
  readonly key: string;
  readonly version: number;
  readonly at: number;
}

/** What an event changes of the state; null where it is the matter of another phase. */
export type Change = Partial<Experiment>;
