import { describe, expect, it } from 'vitest';
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
async function play(
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
    expect(count(await journey.thread(key), 'Launched as a canary')).toBe(1);
    if (at === 'launch') await expectRunning(journey, key);
  } finally {
    await journey.close();
  }
}

const opening = ({ method, path }: WireRequest) => method === 'POST' && path.endsWith('/pulls');
const writing = ({ method }: WireRequest) => method === 'POST';
const changing = ({ method, path }: WireRequest) => method === 'PATCH' && path.includes('/feature_flags/');
const saying =
  (words: string): Moment['matches'] =>
  ({ path, body }) =>
    path.endsWith('/chat.postMessage') &&
    decodeURIComponent(body.toString('utf8').replaceAll('+', ' ')).includes(words);

describe('the process is killed after the approval, before the pull request', () => {
  it('when nothing was begun', () => play('approval', (journey) => journey.crashNow()));

  it('when it was about to write the first file', () =>
    play('approval', (journey) =>
      journey.crashAt(journey.gates.github, { matches: writing, hold: 'undone' }),
    ));

  it('when the branch was there and the pull request was not', () =>
    play('approval', (journey) =>
      journey.crashAt(journey.gates.github, { matches: opening, hold: 'undone' }),
    ));
});

describe('the process is killed after the pull request, before it is recorded', () => {
  it('when GitHub had opened it and the answer was on its way', () =>
    play('approval', (journey) => journey.crashAt(journey.gates.github, { matches: opening, hold: 'done' })));

  it('twice', () =>
    play('approval', async (journey) => {
      await journey.crashAt(journey.gates.github, { matches: opening, hold: 'done' });
      // The lease of the first one has to run out before the second one goes to work.
      journey.sandbox.clock.advance(HOUR / 60);
      const words = 'Draft pull request';
      await journey.crashAt(journey.gates.slack, { matches: saying(words), hold: 'done' });
    }));
});

describe('the process is killed between the change of the flag and the message', () => {
  it('when PostHog had changed the flag and the answer was on its way', () =>
    play('launch', (journey) => journey.crashAt(journey.gates.posthog, { matches: changing, hold: 'done' })));

  it('when the message was about to be said', () =>
    play('launch', (journey) => {
      return journey.crashAt(journey.gates.slack, {
        matches: saying('Launched as a canary'),
        hold: 'undone',
      });
    }));

  it('when the message had been said and Slack’s answer was on its way', () =>
    play('launch', (journey) => {
      return journey.crashAt(journey.gates.slack, { matches: saying('Launched as a canary'), hold: 'done' });
    }));
});
