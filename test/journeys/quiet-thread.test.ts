import { describe, expect, it } from 'vitest';
import { HOUR } from '#shared/clock.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { deciding, launched, reach, until } from '#test/support/journey-stages.ts';
import { listenToBot, type Posted } from '#tools/month/noise.ts';

/** What was posted for all to see, by the topic of the effect that posted it; a document has none. */
async function topicsOf(journey: Journey, key: string, posted: readonly Posted[]) {
  const commits = await journey.running.bot.coPilot.store.commits(key);
  const topics = new Map(
    commits.flatMap(({ version, effects }) =>
      effects.map((effect, index) => [
        `${key}:${version}:${index}`,
        effect.kind === 'post' ? effect.topic : effect.kind,
      ]),
    ),
  );
  return posted.filter(({ to }) => to === null).map((one) => topics.get(one.key) ?? 'document');
}

async function completedFrom(journey: Journey, key: string): Promise<void> {
  await journey.press('priya', key, 'decide_kill');
  await reach(journey, key, ['cleaning-up']);
  await journey.running.advance(HOUR);
  const { cleanUp } = await journey.load(key);
  await journey.running.merge(cleanUp?.pullRequest?.number ?? 0, 'sam');
}

function namesIn(journey: Journey, { mentions }: Posted): readonly string[] {
  const { users } = journey.running.sandbox.slack.snapshot();
  return mentions.map((id) => users[id]?.name ?? id).sort();
}

describe('the thread of an experiment without trouble', () => {
  it('has seven messages from the idea to the end, and each calls only who has to act or hears of an outcome', () =>
    withJourney(async (journey) => {
      const posted = listenToBot(journey.running.sandbox.slack);
      const key = await deciding(journey);
      await completedFrom(journey, key);
      expect((await journey.load(key)).status).toBe('completed');
      const inThread = posted.filter(({ to }) => to === null);
      const topics = await topicsOf(journey, key, posted);
      const [first = ''] = namesIn(journey, inThread[1] as Posted);
      expect(['priya', 'sam']).toContain(first);
      expect(topics.map((topic, index) => [topic, ...namesIn(journey, inThread[index] as Posted)])).toEqual([
        ['card'],
        ['plan', first],
        ['pull-request', 'mia'],
        ['merged', first],
        ['decision', 'priya', 'sam'],
        ['decided', 'mia'],
        ['document'],
      ]);
    }));

  it('tells the whole story: who let each step through, the newest look, the decision and its end', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      await completedFrom(journey, key);
      expect(await journey.card(key)).toMatch(/approved by @priya · merged by \S+ · launched by @priya/);
      const thread = await journey.thread(key);
      const story = thread.join('\n');
      expect(story).toContain('Approved by @priya');
      expect(story).toContain('Look 1 of 2');
      expect(story).toContain('Killed by @priya');
      const outcome = thread.find((text) => text.includes('Completed.'));
      expect(outcome).toMatch(/Killed: the flag is off.*Decided by @priya.*Completed\./s);
    }));
});

describe('a message that goes on from another', () => {
  it('is posted anew if the other was deleted', () =>
    withJourney(
      async (journey) => {
        const key = await launched(journey);
        const { delivery } = await journey.load(key);
        const run = Object.values(delivery.messages).findLast(({ topic }) => topic !== 'card');
        journey.running.sandbox.slack.deleteMessage(delivery.channel, run?.ts ?? '');
        await until(journey, key, ({ looks }) => looks.snapshots.length > 0, 30, 'the first look');
        expect((await journey.thread(key)).at(-1)).toContain('Look 1 of 2');
        expect((await journey.load(key)).delivery.failedEffects).toEqual([]);
      },
      { refusals: ['message_not_found'] },
    ));

  it('is posted anew if the thread has gone on, so that no person overlooks it', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      await journey.command('ada', `pause ${key} we look at something`);
      await journey.command('priya', `resume ${key}`);
      const before = (await journey.thread(key)).length;
      await until(journey, key, ({ looks }) => looks.snapshots.length > 0, 30, 'the first look');
      expect((await journey.thread(key)).length).toBeGreaterThan(before);
    }));
});

describe('the steps of an agent', () => {
  it('stand on the card while it works, and go when it is done', () =>
    withJourney(async (journey) => {
      const shown: string[] = [];
      journey.running.sandbox.slack.onChange((change) => {
        if (change.kind !== 'message-posted') shown.push(JSON.stringify(change));
      });
      const key = await journey.propose('mia');
      expect(shown.some((text) => text.includes('Check the policy') && text.includes('in_progress'))).toBe(
        true,
      );
      expect(await journey.card(key)).not.toContain('Check the policy');
    }));
});
