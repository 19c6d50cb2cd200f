import { describe, expect, it } from 'vitest';
import { DRAWINGS, RENDERERS } from '#app/features.ts';
import { threadMessages } from '#desk/thread/thread-messages.ts';
import { fieldsIn } from '#sandbox/stand-ins/slack/fields.ts';
import { messageAsText } from '#test/support/as-text.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { launched, merged, reach } from '#test/support/journey-stages.ts';

/** Every message of the thread, by its id, as Slack holds it and as the desk says it. */
async function bothThreads({ running, load }: Journey, key: string) {
  const { coPilot } = running.bot;
  const { slack } = running.sandbox;
  const nameOf = (id: string) => slack.snapshot().users[id]?.name ?? id;
  const experiment = await load(key);
  const { channel, threadTs } = experiment.delivery;
  const commits = await coPilot.store.commits(key);
  const faces = { renderers: RENDERERS, drawings: DRAWINGS };
  const ours = await threadMessages(coPilot, faces, experiment, commits);
  const desk = await Promise.all(
    ours.map(async ({ ts, message }) => {
      const { text, blocks } = await coPilot.chat.named(message);
      return [
        ts ?? '',
        messageAsText({ text, blocks: fieldsIn(JSON.parse(JSON.stringify(blocks))) }, nameOf),
      ] as const;
    }),
  );
  const inSlack = slack.thread(channel, threadTs ?? '').filter(({ blocks }) => blocks.length > 0);
  return {
    slack: Object.fromEntries(inSlack.map((one) => [one.ts, messageAsText(one, nameOf)])),
    desk: Object.fromEntries(desk),
  };
}

async function expectSame(journey: Journey, key: string): Promise<number> {
  const { slack, desk } = await bothThreads(journey, key);
  expect(desk).toEqual(slack);
  return Object.keys(desk).length;
}

describe('the thread on the desk', () => {
  it('says what Slack shows, from the proposal to the clean-up', () =>
    withJourney(async (journey) => {
      const key = await merged(journey);
      expect(await expectSame(journey, key)).toBeGreaterThan(2);
      await journey.press('priya', key, 'launch');
      await reach(journey, key, ['running']);
      await expectSame(journey, key);
      await reach(journey, key, ['deciding'], 35);
      await expectSame(journey, key);
      const { looks } = await journey.load(key);
      const advised = looks.snapshots.at(-1)?.verdict.recommendation;
      await journey.press('priya', key, advised === 'ship' ? 'decide_ship' : 'decide_kill');
      await expectSame(journey, key);
      await reach(journey, key, ['cleaning-up'], 3);
      await expectSame(journey, key);
      const pull = (await journey.load(key)).cleanUp?.pullRequest;
      if (pull != null) await journey.running.merge(pull.number, 'sam');
      await reach(journey, key, ['completed'], 20);
      expect(await expectSame(journey, key)).toBeGreaterThan(5);
    }));

  it('says what Slack shows after a refusal, a pause and an end', () =>
    withJourney(async (journey) => {
      const rejected = await journey.propose('mia');
      await expectSame(journey, rejected);
      await journey.press('priya', rejected, 'reject_plan');
      await journey.fill('priya', { reason: 'Not *this* season <b>' });
      await expectSame(journey, rejected);
      const cancelled = await merged(journey);
      await journey.command('mia', `cancel ${cancelled} the season is over`);
      await expectSame(journey, cancelled);
      const paused = await launched(journey);
      await journey.command('priya', `pause ${paused} a colleague is away`);
      await expectSame(journey, paused);
      await journey.command('priya', `resume ${paused}`);
      await expectSame(journey, paused);
    }));

  it('holds a message that was deleted in Slack only until it is posted anew', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      const plan = await journey.spot(key, 'approve_plan');
      const { channel } = (await journey.load(key)).delivery;
      journey.running.sandbox.slack.deleteMessage(channel, plan.ts);
      await journey.command('mia', `retry ${key}`);
      await expectSame(journey, key);
    }));
});
