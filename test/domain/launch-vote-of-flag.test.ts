import { expect, it } from 'vitest';
import { BOT, type PersonActor } from '#domain/actor.ts';
import type { CommandName } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import { HOUR } from '#shared/clock.ts';
import { commandOf } from '#test/support/arbitraries-commands.ts';
import { APPROVER, SECOND_APPROVER } from '#test/support/experiments.ts';
import { experimentIn, stateAfter } from '#test/support/experiments-by-status.ts';

function command(name: CommandName, state: Experiment, actor: PersonActor) {
  return commandOf(name, { state, fits: true, draw: 1, step: 60 }, actor, state.proposal.at + 90 * HOUR);
}

it('the first vote for a launch of high risk does not count for a flag that was changed by hand since', () => {
  const start = experimentIn('implemented', 'high');
  const once = stateAfter(start, command('launch', start, APPROVER));
  const { flag } = once;
  if (flag === null) throw new Error('there is a flag');
  const mark = 'all of one country, who get the change at once';
  const condition = { own: false, mark, rollout: 1, restrictedTo: ['country is "NL"'], variant: 'treatment' };
  const changed = stateAfter(once, {
    ...{
      name: 'recordTampering',
      known: flag.version,
      by: null,
      actor: BOT,
      at: start.proposal.at + 91 * HOUR,
    },
    found: { ...flag, version: 'by hand', conditions: [...(flag.conditions ?? []), condition] },
  });
  // One person makes the change, accepts it and launches with it.
  const accepted = stateAfter(changed, {
    ...{ name: 'acceptFlag', flagVersion: 'by hand', message: null },
    ...{ actor: SECOND_APPROVER, at: start.proposal.at + 92 * HOUR },
  });
  const twice = stateAfter(accepted, command('launch', accepted, SECOND_APPROVER));
  expect(twice.status).toBe('implemented');
  expect(stateAfter(twice, command('launch', twice, APPROVER)).status).toBe('verifying');
});
