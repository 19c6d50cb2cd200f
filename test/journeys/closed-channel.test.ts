import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#shared/clock.ts';
import { messageAsText } from '#test/support/as-text.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { flagAt } from '#test/support/journey-flags.ts';
import { launched } from '#test/support/journey-stages.ts';

const RESPONSIBLE = ['mia', 'priya', 'sam'];
/** What Slack answers while a channel is closed, which is no mistake of the bot. */
const refusals = ['is_archived', 'is_inactive', 'channel_not_found', 'not_in_channel'];

const slackOf = ({ running }: Journey) => running.sandbox.slack;

/** What the bot has written to a person directly. */
function directTo(journey: Journey, person: string): readonly string[] {
  const slack = slackOf(journey);
  const user = slack.userId(person);
  const direct = Object.values(slack.snapshot().channels).find((channel) => channel.user === user);
  if (direct === undefined) return [];
  return slack.messages(direct.id).map((message) => messageAsText(message, () => person));
}

const about = (journey: Journey, person: string, words: string) =>
  directTo(journey, person).filter((text) => text.includes(words));

/** Errors of posts that the closed channel refused, which people are told of. */
function forgetRefusedPosts(journey: Journey): void {
  const others = journey
    .takeErrors()
    .filter(({ fields }) => !['post', 'card', 'record'].includes(String(fields['kind'])));
  expect(others).toEqual([]);
}

describe('a channel that is archived while an experiment runs', () => {
  it('is told to the responsible once; after a week users get the control; unarchived, the thread goes on', () =>
    withJourney(
      async (journey) => {
        const key = await launched(journey);
        slackOf(journey).archiveChannel('growth');
        await journey.running.advance(2 * DAY);
        for (const person of RESPONSIBLE) {
          const [told = '', ...more] = about(journey, person, 'cannot post in');
          expect(more).toEqual([]);
          expect(told).toContain('The channel is archived. Unarchive it.');
          expect(told).toContain('The flag is on for 100 % of the units');
          expect(told).toContain('switches the flag off');
        }
        expect((await journey.load(key)).status).toBe('running');
        await journey.running.advance(4 * DAY);
        expect(flagAt(journey, key).active).toBe(true);
        await journey.running.advance(2 * DAY);
        expect((await journey.load(key)).status).toBe('paused');
        expect(flagAt(journey, key).active).toBe(false);
        for (const person of RESPONSIBLE) {
          expect(about(journey, person, 'The flag is off, and users get the control')).toHaveLength(1);
          expect(about(journey, person, 'cannot post in')).toHaveLength(1);
        }
        await journey.running.advance(20 * DAY);
        expect(about(journey, 'priya', 'cannot post in')).toHaveLength(1);

        slackOf(journey).unarchiveChannel('growth');
        await journey.running.advance(HOUR);
        const { healing, delivery } = await journey.load(key);
        expect([healing?.channel, delivery.failedEffects]).toEqual([undefined, []]);
        const thread = (await journey.thread(key)).join('\n');
        expect(thread).toContain('The bot can post in this channel again');
        expect(thread).toContain('No person could follow this experiment for 7 days');
        await journey.press('priya', key, 'resume_experiment');
        expect((await journey.load(key)).status).toBe('running');
        forgetRefusedPosts(journey);
      },
      { refusals },
    ));

  it('can be paused from the direct message', () =>
    withJourney(
      async (journey) => {
        const key = await launched(journey);
        slackOf(journey).archiveChannel('growth');
        await journey.running.advance(DAY + HOUR);
        const slack = slackOf(journey);
        const direct = Object.values(slack.snapshot().channels).find(
          ({ user }) => user === slack.userId('priya'),
        );
        const [message] = slack.messages(direct?.id ?? '').slice(-1);
        if (message === undefined) throw new Error('priya was told nothing');
        await journey.pressOn('priya', message, 'pause_experiment');
        expect((await journey.load(key)).status).toBe('paused');
        expect(flagAt(journey, key).active).toBe(false);
        forgetRefusedPosts(journey);
      },
      { refusals },
    ));
});

describe('a bot that is removed from its private channel', () => {
  it('tells the responsible when it has something to say, and goes on when it is invited', () =>
    withJourney(
      async (journey) => {
        slackOf(journey).makePrivate('growth');
        const key = await journey.propose('mia');
        slackOf(journey).removeBot('growth');
        await journey.press('priya', key, 'approve_plan');
        expect((await journey.load(key)).status).toBe('implemented');
        await journey.running.advance(HOUR);
        for (const person of RESPONSIBLE)
          expect(about(journey, person, 'Invite the bot there')).toHaveLength(1);
        slackOf(journey).inviteBot('growth');
        await journey.command('mia', `status ${key}`);
        expect(journey.told('mia')).toContain('takes messages of the bot again');
        expect((await journey.thread(key)).join('\n')).toContain('pull request');
        expect((await journey.load(key)).delivery.failedEffects).toEqual([]);
        forgetRefusedPosts(journey);
      },
      { refusals },
    ));

  it('tells the others if one of them cannot be written to', () =>
    withJourney(
      async (journey) => {
        const key = await launched(journey);
        slackOf(journey).makePrivate('growth');
        slackOf(journey).removeBot('growth');
        slackOf(journey).fail({ method: 'chat.postMessage', kind: { error: 'account_inactive' } });
        await journey.running.advance(DAY + HOUR);
        const counts = RESPONSIBLE.map((person) => about(journey, person, 'cannot post in').length);
        expect(counts.toSorted()).toEqual([0, 1, 1]);
        expect((await journey.load(key)).healing?.channel).toBeDefined();
        forgetRefusedPosts(journey);
      },
      { refusals },
    ));
});

describe('a channel that is renamed', () => {
  it('changes nothing', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      slackOf(journey).renameChannel('growth', 'experiments');
      slackOf(journey).deactivate('sam');
      await journey.running.advance(2 * DAY);
      await journey.press('priya', key, 'approve_plan');
      expect((await journey.load(key)).status).toBe('implemented');
      for (const person of RESPONSIBLE) expect(about(journey, person, 'cannot post in')).toEqual([]);
    }));
});
