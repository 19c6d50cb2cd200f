import { describe, expect, it } from 'vitest';
import type { SlackMessage } from '#sandbox/stand-ins/slack/state.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import type { Journey } from '#test/support/journey.ts';
import { buttonsIn } from '#test/support/journey-buttons.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { deciding } from '#test/support/journey-stages.ts';

/** What Slack answers about a message that was deleted, which is no mistake of the bot. */
const GONE = { refusals: ['cant_update_message', 'message_not_found', 'thread_not_found'] };

const slackOf = ({ running }: Journey) => running.sandbox.slack;

/** Messages in the channel and in all threads that hold a button, oldest first. */
function withButton(journey: Journey, actionId: string): readonly SlackMessage[] {
  const channel = slackOf(journey).channelId('growth');
  return slackOf(journey)
    .snapshot()
    .messages.filter(
      (message) => message.channel === channel && buttonsIn(message.blocks).includes(actionId),
    );
}

function remove(journey: Journey, { channel, ts }: Pick<SlackMessage, 'channel' | 'ts'>): void {
  slackOf(journey).deleteMessage(channel, ts);
}

async function removeCard(journey: Journey, key: string): Promise<string> {
  const { channel, threadTs } = (await journey.load(key)).delivery;
  remove(journey, { channel, ts: threadTs ?? '' });
  return threadTs ?? '';
}

async function inReviewWithoutPlan(journey: Journey): Promise<string> {
  const key = await journey.propose('mia');
  remove(journey, await journey.spot(key, 'approve_plan'));
  expect(withButton(journey, 'approve_plan')).toEqual([]);
  return key;
}

describe('a plan that was deleted', () => {
  it.each(['status', 'retry'])('comes back by `%s`, and its buttons work', (word) =>
    withJourney(async (journey) => {
      const key = await inReviewWithoutPlan(journey);
      await journey.command('mia', `${word} ${key}`);
      expect(withButton(journey, 'approve_plan')).toHaveLength(1);
      expect(journey.told('mia')).toContain('It is posted anew');
      await journey.press('priya', key, 'approve_plan');
      expect((await journey.load(key)).status).toBe('implemented');
    }),
  );

  it('comes back within a day if no person asks', () =>
    withJourney(async (journey) => {
      const key = await inReviewWithoutPlan(journey);
      await journey.running.advance(DAY + HOUR);
      expect(withButton(journey, 'approve_plan')).toHaveLength(1);
      await journey.running.advance(3 * DAY);
      expect(withButton(journey, 'approve_plan')).toHaveLength(1);
      expect((await journey.load(key)).status).toBe('in-review');
    }));

  it('is not posted again while it is there', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      const before = withButton(journey, 'approve_plan').map(({ ts }) => ts);
      await journey.command('mia', `status ${key}`);
      await journey.command('mia', `retry ${key}`);
      await journey.running.advance(3 * DAY);
      expect(withButton(journey, 'approve_plan').map(({ ts }) => ts)).toEqual(before);
      expect(journey.told('mia')).toContain('Nothing has failed');
    }));
});

describe('a decision whose post Slack refuses for good', () => {
  it('comes back with its buttons when Slack takes it again', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      remove(journey, await journey.spot(key, 'decide_kill'));
      slackOf(journey).fail({ method: 'chat.postMessage', kind: { error: 'invalid_blocks' }, times: 3 });
      await journey.command('mia', `status ${key}`);
      // Refused with its blocks, in plainer ones and as mere text.
      expect(journey.takeErrors().at(-1)?.fields['code']).toBe('slack.invalid_blocks');
      expect(withButton(journey, 'decide_kill')).toEqual([]);
      await journey.command('mia', `status ${key}`);
      expect(withButton(journey, 'decide_kill')).toHaveLength(1);
      expect((await journey.load(key)).delivery.failedEffects).toEqual([]);
      await journey.press('priya', key, 'decide_kill');
      expect((await journey.load(key)).status).toBe('decided');
    }));

  it('has its buttons at once if Slack only refuses its blocks', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      remove(journey, await journey.spot(key, 'decide_kill'));
      slackOf(journey).fail({ method: 'chat.postMessage', kind: { error: 'invalid_blocks' } });
      await journey.command('mia', `status ${key}`);
      journey.takeErrors();
      const [decision] = withButton(journey, 'decide_kill');
      expect(decision?.blocks[0]?.['type']).toBe('section');
      await journey.press('priya', key, 'decide_kill');
      expect((await journey.load(key)).status).toBe('decided');
    }));
});

describe('a card that was deleted', () => {
  it('is made anew at the next act, and the thread goes on under it with what waits', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      const plan = await journey.spot(key, 'approve_plan');
      const before = await removeCard(journey, key);
      await journey.pressOn('priya', plan, 'approve_plan');
      const { status, delivery, healing } = await journey.load(key);
      expect(status).toBe('implemented');
      expect(healing?.card).toMatchObject({ threadTs: before, count: 1 });
      expect(delivery.threadTs).not.toBe(before);
      const thread = await journey.thread(key);
      expect(thread.join()).toContain('The card of this experiment was deleted');
      expect(thread.join()).toContain('pull request');
      // Nothing but the two cards, of which a stone is left of one, stands in the channel itself.
      expect(
        slackOf(journey)
          .messages('growth')
          .filter(({ thread_ts: of }) => of === undefined),
      ).toHaveLength(1);
    }, GONE));

  it('brings the plan along if it is found by `status`', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      await removeCard(journey, key);
      await journey.command('mia', `status ${key}`);
      expect(journey.told('mia')).toContain('The card was deleted');
      expect(await journey.spot(key, 'approve_plan')).toBeDefined();
      await journey.press('priya', key, 'approve_plan');
      expect((await journey.load(key)).status).toBe('implemented');
    }, GONE));

  it('is found by a reply that would stand alone in the channel, which is taken back', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      const { channel, threadTs } = (await journey.load(key)).delivery;
      for (const { ts } of slackOf(journey)
        .thread(channel, threadTs ?? '')
        .slice(1))
        remove(journey, { channel, ts });
      await removeCard(journey, key);
      expect(slackOf(journey).messages('growth')).toEqual([]);
      await journey.command('mia', `cancel ${key} no time`);
      const left = slackOf(journey).messages('growth');
      expect(left).toHaveLength(1);
      expect(await journey.card(key)).toContain('Cancelled');
      expect((await journey.thread(key)).join()).toContain('ancelled');
    }, GONE));

  it('comes back within a day if no person asks', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      const before = await removeCard(journey, key);
      await journey.running.advance(DAY + HOUR);
      expect((await journey.load(key)).delivery.threadTs).not.toBe(before);
      expect(await journey.spot(key, 'approve_plan')).toBeDefined();
    }, GONE));

  it('is made anew ten times at most', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      for (let time = 1; time <= 11; time += 1) {
        await removeCard(journey, key);
        await journey.command('mia', `status ${key}`);
      }
      expect((await journey.load(key)).healing?.card?.count).toBe(10);
    }, GONE));
});
