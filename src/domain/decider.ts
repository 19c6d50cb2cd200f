import type { Command, CommandName } from '#domain/command.ts';
import type { Outcome } from '#domain/commit.ts';
import type { Effect } from '#domain/effect.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Topic } from '#domain/topic.ts';
import { ok, type Result } from '#shared/result.ts';

/** Decides one kind of command on a state that its transition row allows. */
export type Decider<Name extends CommandName> = (
  experiment: Experiment,
  command: Command<Name>,
) => Result<Outcome, Refusal>;

/** The deciders of one phase, by command. */
export type Deciders<Name extends CommandName> = { readonly [Key in Name]: Decider<Key> };

/** Allows the command: these events happened, these effects must follow. */
export function allow(
  events: readonly ExperimentEvent[],
  effects: readonly Effect[] = [],
): Result<Outcome, Refusal> {
  return ok({ events, effects });
}

/** Stamps the pressed message where there was one (a command typed in the channel presses none). */
export function stamp(message: string | null, text: string): readonly Effect[] {
  return message === null ? [] : [{ kind: 'stamp', message, text }];
}

/** Posts a topic into the thread. */
export function post(topic: Topic): Extract<Effect, { kind: 'post' }> {
  return { kind: 'post', topic };
}
