import { describe, expect, it } from 'vitest';
import { HOUR } from '#shared/clock.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

const RESPONSIBLE = ['mia', 'priya', 'sam'];

/** Texts that the bot has written to a person directly about what a thread lacks. */
function toldLosses({ running }: Journey, person: string): readonly string[] {
  const { slack } = running.sandbox;
  const user = slack.userId(person);
  const direct = Object.values(slack.snapshot().channels).find((channel) => channel.user === user);
  if (direct === undefined) return [];
  return slack
    .messages(direct.id)
    .map(({ text }) => text)
    .filter((text) => text.includes('The thread lacks'));
}

/** The post of the pull request fails so many times, by one of Slack's errors. */
async function approvedWhileSlackFails(journey: Journey, error: string, times: number): Promise<string> {
  const key = await journey.propose('mia');
  journey.running.sandbox.slack.fail({ method: 'chat.postMessage', kind: { error }, times });
  await journey.press('priya', key, 'approve_plan');
  return key;
}

const lacksPull = async (journey: Journey, key: string) =>
  !(await journey.thread(key)).join().includes('pull request');

describe('a post that was given up', () => {
  it('comes when Slack answers again, without a person', () =>
    withJourney(async (journey) => {
      const key = await approvedWhileSlackFails(journey, 'service_unavailable', 5);
      expect(journey.takeErrors().map(({ fields }) => fields['kind'])).toEqual(['post']);
      journey.running.sandbox.slack.clearFaults();
      await journey.running.advance(HOUR);
      expect(await lacksPull(journey, key)).toBe(false);
      const { delivery, healing } = await journey.load(key);
      expect([delivery.failedEffects, healing?.triedAgain?.length]).toEqual([[], 1]);
      for (const person of RESPONSIBLE) expect(toldLosses(journey, person)).toEqual([]);
    }));

  it('by an error that no document of Slack has is told to the responsible, once', () =>
    withJourney(async (journey) => {
      const key = await approvedWhileSlackFails(journey, 'brand_new_error', 10);
      await journey.running.advance(2 * HOUR);
      journey.running.sandbox.slack.clearFaults();
      await journey.running.advance(24 * HOUR);
      journey.takeErrors();
      const lost = async () => (await journey.load(key)).delivery.failedEffects.map(({ kind }) => kind);
      expect(await lost()).toEqual(['post']);
      for (const person of RESPONSIBLE) expect(toldLosses(journey, person)).toHaveLength(1);
      await journey.command('mia', `retry ${key}`);
      expect(await lost()).toEqual([]);
      expect(await lacksPull(journey, key)).toBe(false);
    }));

  it('for good is told without another try', () =>
    withJourney(async (journey) => {
      const key = await approvedWhileSlackFails(journey, 'msg_too_long', 1);
      journey.takeErrors();
      await journey.running.advance(HOUR);
      for (const person of RESPONSIBLE) expect(toldLosses(journey, person)).toHaveLength(1);
      expect((await journey.load(key)).healing?.triedAgain).toBeUndefined();
    }));
});
