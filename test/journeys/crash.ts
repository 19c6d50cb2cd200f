import { expect } from 'vitest';
import type { WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { HOUR } from '#shared/clock.ts';
import { type CrashJourney, startCrashJourney } from '#test/support/journey-crash.ts';
import type { Moment } from '#test/support/journey-gate.ts';

/** What must be there exactly once, however often the process died. */
async function expectOneOfEach(journey: CrashJourney, key: string): Promise<void> {
  const { github, slack, posthog } = journey.sandbox;
  expect(await github.listPulls()).toHaveLength(1);
  expect(await github.listBranches()).toEqual([`experiment/${key}`, 'main']);
  expect(slack.messages('growth')).toHaveLength(1);
  expect(posthog.flags().length).toBeLessThanOrEqual(1);
  const keys = (await journey.thread(key)).map(({ metadata }) => JSON.stringify(metadata));
  expect(keys.length - new Set(keys).size).toBe(0);
}

function count(messages: readonly { readonly text: string }[], words: string): number {
  return messages.filter(({ text }) => text.includes(words)).length;
}

/** The canary is verified, and the flag is where it should be. */
async function expectRunning(journey: CrashJourney, key: string): Promise<void> {
  for (let hours = 0; hours < 24 && (await journey.load(key)).status !== 'running'; hours += 1) {
    await journey.advance(HOUR);
  }
  await expectOneOfEach(journey, key);
  const {
    status,
    delivery: { failedEffects },
  } = await journey.load(key);
  expect([status, failedEffects]).toEqual(['running', []]);
  expect(count(await journey.thread(key), 'The experiment now runs')).toBe(1);
  const [flag] = journey.sandbox.posthog.flags();
  expect([flag?.active, flag?.filters.groups[0]?.rollout_percentage]).toEqual([true, 100]);
}

/** Plays from the idea to the launch, or on to the running experiment; `crash` kills the bot on the way. */
export async function playWithCrash(
  at: 'approval' | 'launch',
  crash: (journey: CrashJourney) => Promise<void>,
): Promise<void> {
  const journey = await startCrashJourney();
  try {
    const key = await journey.propose();
    await journey.settle();
    await journey.press('priya', key, 'approve_plan');
    if (at === 'approval') await crash(journey);
    await journey.settle();
    await expectOneOfEach(journey, key);
    const {
      status,
      code,
      delivery: { failedEffects },
    } = await journey.load(key);
    const pullRequest = code?.pullRequest ?? null;
    expect([status, failedEffects]).toEqual(['implemented', []]);
    expect(count(await journey.thread(key), 'Draft pull request #1 is open')).toBe(1);

    await journey.merge(pullRequest?.number ?? 0);
    await journey.settle();
    await journey.press('priya', key, 'launch');
    if (at === 'launch') await crash(journey);
    await journey.settle();
    await expectOneOfEach(journey, key);
    expect(count(await journey.thread(key), 'as a canary: ')).toBe(1);
    if (at === 'launch') await expectRunning(journey, key);
  } finally {
    await journey.close();
  }
}

/** The request that opens the pull request. */
export const opening = ({ method, path }: WireRequest) => method === 'POST' && path.endsWith('/pulls');
/** A request that writes to GitHub. */
export const writing = ({ method }: WireRequest) => method === 'POST';
/** A request that changes the flag. */
export const changing = ({ method, path }: WireRequest) =>
  method === 'PATCH' && path.includes('/feature_flags/');
/** A message with these words. */
export const saying =
  (words: string): Moment['matches'] =>
  ({ path, body }) =>
    ['/chat.postMessage', '/chat.update'].some((method) => path.endsWith(method)) &&
    decodeURIComponent(body.toString('utf8').replaceAll('+', ' ')).includes(words);
