import type { EventOf, EventType } from '#domain/event.ts';
import type { Experiment } from '#domain/experiment.ts';

/** When and in which version of the experiment an event happened. */
export interface EventContext {
  readonly key: string;
  readonly version: number;
  readonly at: number;
}

/** What an event changes of the state. */
export type StateChange = Partial<Experiment>;

/** Folds one type of event: what it changes of the state it meets. Total and pure. */
export type Evolver<Type extends EventType> = (
  state: Experiment,
  event: EventOf<Type>,
  context: EventContext,
) => StateChange;

/** The folds of one phase, by event type: a type that is left out does not compile. */
export type Evolvers<Type extends EventType> = { readonly [Key in Type]: Evolver<Key> };
