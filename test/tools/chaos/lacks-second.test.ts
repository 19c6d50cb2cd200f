import { expect, it } from 'vitest';
import { AUTHORITY } from '#domain/actor.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { lacksSecond } from '#tools/chaos/check/lacks-second.ts';

it('says of a decision that takes two whether a second approver is there, authors and the owner left out', () => {
  const { experiment } = EXAMPLES.decisionKill;
  const { requester } = experiment.proposal;
  const against = {
    name: 'decide',
    decision: 'ship',
    planHash: '',
    snapshotHash: '',
    flagVersion: '',
  } as const;
  const lacks = (decision: 'ship' | 'kill', ...approvers: readonly string[]) =>
    lacksSecond(
      experiment,
      { ...against, decision, reason: null, message: null },
      { person: 'p_ada', roles: ['approver'], authority: AUTHORITY, approvers },
    );
  expect(lacks('ship', 'p_ada')).toBe(true);
  expect(lacks('ship', 'p_ada', requester)).toBe(true);
  expect(lacks('ship', 'p_ada', 'p_bob')).toBe(false);
  // One is enough for what the rules recommend, and a person who may not vote is refused by the table.
  expect(lacks('kill', 'p_ada')).toBe(false);
  expect(lacks('ship', 'p_bob')).toBe(false);
});
