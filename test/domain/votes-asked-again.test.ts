import { describe, expect, it } from 'vitest';
import type { PersonActor } from '#domain/actor.ts';
import type { CommandName } from '#domain/command.ts';
import { decide } from '#domain/decide.ts';
import type { Experiment } from '#domain/experiment.ts';
import { addresseesOf } from '#domain/waits/addressees.ts';
import { HOUR } from '#shared/clock.ts';
import { commandOf } from '#test/support/arbitraries-commands.ts';
import { APPROVER, approverNamed, SECOND_APPROVER } from '#test/support/experiments.ts';
import { experimentIn, refusalOf, stateAfter } from '#test/support/experiments-by-status.ts';

/** A person who acts when the first approver holds the role no more. */
const later = (person: string): PersonActor => ({
  ...approverNamed(person),
  approvers: ['p-second', 'p-third', person].filter((one) => one !== APPROVER.person),
});
const SECOND = later(SECOND_APPROVER.person);
const THIRD = later('p-third');

function command(name: CommandName, state: Experiment, actor: PersonActor) {
  return commandOf(name, { state, fits: true, draw: 1, step: 60 }, actor, state.proposal.at + 90 * HOUR);
}

describe.each([
  ['approve', 'in-review', (state: Experiment) => state.status === 'approved'],
  ['launch', 'implemented', (state: Experiment) => state.status === 'verifying'],
  ['decide', 'deciding', (state: Experiment) => state.status === 'decided'],
] as const)('a high-risk %s', (name, status, isDone) => {
  const start = experimentIn(status, 'high');
  const once = stateAfter(start, command(name, start, APPROVER));

  it('takes two approvers, and never one twice', () => {
    expect(isDone(once)).toBe(false);
    expect(refusalOf(once, command(name, once, APPROVER))).toBe('already-done');
    expect(isDone(stateAfter(once, command(name, once, SECOND_APPROVER)))).toBe(true);
  });

  it('does not count the first vote of a person who has lost the role, and names that person', () => {
    const twice = stateAfter(once, command(name, once, SECOND));
    expect(isDone(twice)).toBe(false);
    expect(JSON.stringify([twice.design?.approvals, twice.code?.launchVote, twice.decision])).toContain(
      `${APPROVER.person}"`,
    );
    if (name === 'approve')
      expect(twice.design?.approvals.map(({ person }) => person)).toEqual([SECOND.person]);
    expect(refusalOf(twice, command(name, twice, SECOND))).toBe('already-done');
    expect(isDone(stateAfter(twice, command(name, twice, THIRD)))).toBe(true);
  });

  it('calls as many as are still needed, and says when there are too few', () => {
    const act = once.waiting?.act ?? 'review';
    expect(addresseesOf(once, act, ['p-approver', 'p-second'])).toEqual({
      people: ['p-second'],
      lacks: null,
    });
    expect(addresseesOf(once, act, ['p-second'])).toEqual({ people: ['p-second'], lacks: 'another' });
    expect(addresseesOf(once, act, ['p-approver']).lacks).toBe('any');
  });

  it('counts as before for journals of the first two matrices', () => {
    const { approvers: _asked, ...actor } = SECOND_APPROVER;
    const second = stateAfter(once, command(name, once, { ...actor, authority: 2 }));
    expect(isDone(second)).toBe(true);
  });
});

describe('an amendment at a high risk', () => {
  it('does not count the approval of a person who has lost the role', () => {
    const running = experimentIn('running', 'high');
    const draw = { state: running, fits: true, draw: 1, step: 40 };
    const owner: PersonActor = { person: 'p-owner', roles: [], authority: 3 };
    const asked = stateAfter(running, commandOf('proposeAmendment', draw, owner, 0));
    const once = stateAfter(asked, command('approveAmendment', asked, APPROVER));
    const twice = stateAfter(once, command('approveAmendment', once, SECOND));
    expect(twice.design?.pendingAmendment?.approvedBy).toEqual([SECOND.person]);
    const done = decide(twice, command('approveAmendment', twice, THIRD));
    expect(done).toMatchObject({
      value: { events: [{ amendment: { approvedBy: [SECOND.person, THIRD.person] } }] },
    });
  });
});
