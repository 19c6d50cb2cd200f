import { describe, expect, it } from 'vitest';
import { retryBulletin } from '#features/bulletin.ts';
import { SANDBOX_CHANNEL } from '#sandbox/run-sandbox.ts';
import { HOUR } from '#shared/clock.ts';
import { bulletinBench, NAME } from '#test/support/bulletin-bench.ts';
import { withJourney } from '#test/support/journey-checks.ts';

const PERSON = { person: 'p_ada', roles: [] } as const;

describe('bulletins that fail', () => {
  it('keep why, and a person tries them again', () =>
    withJourney(
      async (journey) => {
        const bench = bulletinBench(journey);
        const { slack } = journey.running.sandbox;
        const { store } = bench.coPilot;
        slack.archiveChannel(SANDBOX_CHANNEL);
        await bench.say('Hello');
        await bench.worker('a').drain();
        expect(await bench.load()).toMatchObject({
          posted: null,
          failures: [{ commit: `$bulletin/${NAME}:1`, code: 'slack.is_archived', mayPass: false }],
        });
        expect((await store.backlog()).givenUp).toBe(1);
        expect(bench.lines.map(({ message }) => message)).toContain(
          'an effect failed for good; a person can try it again from Slack',
        );
        slack.unarchiveChannel(SANDBOX_CHANNEL);
        expect((await retryBulletin(bench.coPilot, NAME, PERSON)).kind).toBe('ok');
        expect(await retryBulletin(bench.coPilot, NAME, PERSON)).toMatchObject({ kind: 'refused' });
        await bench.worker('a').drain();
        expect(bench.posted('Hello')).toHaveLength(1);
        expect(await bench.load()).toMatchObject({ posted: { version: 1 }, failures: [] });
        expect(await store.backlog()).toMatchObject({ givenUp: 0, oldestAt: null });
        expect(await retryBulletin(bench.coPilot, NAME, PERSON)).toMatchObject({ kind: 'refused' });
      },
      { refusals: ['is_archived'] },
    ));

  it('are made good by newer words, which leave nothing behind in the queue', () =>
    withJourney(
      async (journey) => {
        const bench = bulletinBench(journey);
        const { slack } = journey.running.sandbox;
        slack.archiveChannel(SANDBOX_CHANNEL);
        for (const words of ['One', 'Two']) {
          await bench.say(words);
          await bench.worker('a').drain();
        }
        expect((await bench.load())?.failures).toHaveLength(2);
        slack.unarchiveChannel(SANDBOX_CHANNEL);
        await bench.say('Three');
        await bench.worker('a').drain();
        expect(slack.messages(SANDBOX_CHANNEL).map(({ text }) => text)).toEqual(['Three']);
        expect(await bench.coPilot.store.backlog()).toMatchObject({ givenUp: 0, oldestAt: null });
      },
      { refusals: ['is_archived'] },
    ));

  it('wait while Slack is not there, and come once it is', () =>
    withJourney(async (journey) => {
      const bench = bulletinBench(journey);
      const { slack } = journey.running.sandbox;
      slack.fail({ method: 'chat.postMessage', kind: { error: 'service_unavailable' }, times: 2 });
      await bench.say('Hello');
      const worker = bench.worker('a');
      await worker.drain();
      expect(bench.posted('Hello')).toEqual([]);
      for (let hours = 0; hours < 4; hours += 1) {
        bench.clock.set(bench.clock.now() + HOUR);
        await worker.drain();
      }
      expect(bench.posted('Hello')).toHaveLength(1);
      expect((await bench.load())?.failures).toEqual([]);
    }));

  it('of an unknown kind fail with what to do, and are not lost', () =>
    withJourney(async (journey) => {
      const bench = bulletinBench(journey);
      await bench.say('Hello');
      await journey.running.settle();
      expect((await bench.load())?.failures).toMatchObject([{ code: 'thread.unknown-topic' }]);
      expect(journey.takeErrors()).toHaveLength(1);
      expect((await retryBulletin(bench.coPilot, NAME, PERSON)).kind).toBe('ok');
      await bench.worker('a').drain();
      expect(bench.posted('Hello')).toHaveLength(1);
    }));
});
