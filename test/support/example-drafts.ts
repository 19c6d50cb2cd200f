import { BOT } from '#domain/actor.ts';
import type { ChecksStand, CodeChecks } from '#domain/code/checks.ts';
import { goOn, type Story, step } from '#test/support/example-story.ts';

const HEADS = ['3f1c2aa900', '8be01d5c11', 'd20c7744e2', '5511aa0c33'] as const;
const HEAD = HEADS[0];
const REMARK = {
  id: 'comment:7',
  author: 'ana',
  url: 'https://github.com/acme/shop/pull/12#discussion_r7',
};
const FAILED = [
  { name: 'unit (node 24)', url: 'https://github.com/acme/shop/actions/runs/1/job/2' },
  { name: 'lint', url: null },
];
const FAILURE = {
  role: 'implementer',
  reason: 'invalid-answer',
  detail: 'The flag is read in two places: src/game/first-gate.ts:12 and src/game/menu.ts:40.',
} as const;

/** The pull request of a story with the commits that it was opened with. */
export const MADE = { base: '9d0e1f2a33', head: HEAD, testPaths: ['test/game/first-gate.test.ts'] } as const;

function checks(head: string, stand: ChecksStand, more: Partial<CodeChecks> = {}): CodeChecks {
  const failed = stand === 'red' ? FAILED : stand === 'stopped' ? FAILED.slice(0, 1) : [];
  const total = stand === 'none' || stand === 'hidden' ? 0 : 12;
  return { head, stand, total, failed, isDraft: true, ...more };
}

const read = (head: string, stand: ChecksStand, more: Partial<CodeChecks> = {}) =>
  step(0.2, BOT, { name: 'recordChecks', number: 12, checks: checks(head, stand, more) });
const committed = (on: string, head: string) =>
  step(0.3, BOT, {
    ...{ name: 'recordRevision', on, head, files: ['src/game/first-gate.ts'], testPaths: [], runs: [] },
  });
const remarked = (id: string) =>
  step(0.4, BOT, { name: 'takeUpRemarks', number: 12, remarks: [{ ...REMARK, id }] });

/** How the checks and the review of a draft may go, from a story whose pull request is open. */
export function draftStories(implemented: Story) {
  const red = goOn(implemented, read(HEAD, 'red'));
  const repaired = goOn(red, committed(HEAD, HEADS[1]));
  const twice = goOn(repaired, read(HEADS[1], 'red'), committed(HEADS[1], HEADS[2]));
  const discussed = goOn(implemented, remarked('comment:7'));
  const answered = goOn(discussed, committed(HEAD, HEADS[1]));
  const thrice = goOn(
    answered,
    ...[remarked('comment:8'), committed(HEADS[1], HEADS[2])],
    ...[remarked('comment:9'), committed(HEADS[2], HEADS[3])],
  );
  const green = goOn(implemented, read(HEAD, 'green'));
  return {
    ...{ draftRed: red, draftRepaired: repaired, draftAnswered: answered, draftGreen: green },
    draftWithout: goOn(implemented, read(HEAD, 'none')),
    draftHidden: goOn(implemented, read(HEAD, 'hidden')),
    draftRunning: goOn(implemented, read(HEAD, 'running')),
    draftStopped: goOn(implemented, read(HEAD, 'stopped')),
    draftReady: goOn(green, read(HEAD, 'green', { isDraft: false })),
    draftNotRepaired: goOn(
      red,
      step(0.3, BOT, { name: 'recordRevisionFailure', on: HEAD, failure: FAILURE, runs: [] }),
    ),
    draftRepairedTwice: goOn(twice, read(HEADS[2], 'red')),
    draftDiscussedThrice: goOn(thrice, remarked('comment:10')),
    draftTakenOver: goOn(implemented, read('77aa00bb99', 'running')),
  };
}
