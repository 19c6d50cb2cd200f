import type { Command, CommandName } from '#domain/command.ts';
import type { Outcome } from '#domain/commit.ts';
import type { Effect } from '#domain/effect.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Topic } from '#domain/topic.ts';

/** Why a command is refused, or null if this guard lets it through. The lifecycle table names the guards of a command. */
export type Guard<Name extends CommandName> = (
  experiment: Experiment,
  command: Command<Name>,
) => Refusal | null;

/** What comes of a command that every guard of its row let through. Pure. */
export type Decider<Name extends CommandName> = (experiment: Experiment, command: Command<Name>) => Outcome;

/** The deciders of one phase, by command: a command that is left out does not compile. */
export type Deciders<Name extends CommandName> = { readonly [Key in Name]: Decider<Key> };

/** These events happened, these effects must follow. */
export function outcome(events: readonly ExperimentEvent[], effects: readonly Effect[] = []): Outcome {
  return { events, effects };
}

/** Stamps the pressed message; a command that was typed in the channel presses none. */
export function stamp(message: string | null, text: string): readonly Effect[] {
  return message === null ? [] : [{ kind: 'stamp', message, text }];
}

/** Posts a topic into the thread. */
export function post(topic: Topic): Extract<Effect, { kind: 'post' }> {
  return { kind: 'post', topic };
}
