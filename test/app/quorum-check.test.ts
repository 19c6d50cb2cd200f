import { expect, it } from 'vitest';
import { checkConnections, sentencesOf } from '#app/check-connections.ts';
import { quorumCheck } from '#app/quorum-check.ts';

it('tells a start with one approver what that team cannot do, and what to do about it', async () => {
  const found = await checkConnections([quorumCheck(() => ({ approvers: ['U1', 'U1'] }))]);
  expect(sentencesOf(found, 'wrong')).toEqual([]);
  expect(sentencesOf(found, 'lacking')).toEqual([
    'One approver is named (roles.approvers in the settings). Experiments of high risk take two approvers, and an approver cannot approve an experiment of their own. Name at least one more.',
  ]);
});

it('finds nothing to say of two approvers', async () => {
  const [found] = await checkConnections([quorumCheck(() => ({ approvers: ['U1', 'U2'] }))]);
  expect(found?.outcome).toBe('fine');
});

it('leaves user groups to the moment at which their members are needed', async () => {
  const [found] = await checkConnections([quorumCheck(() => ({ approvers: ['S1'] }))]);
  expect(found?.outcome).toBe('fine');
});
