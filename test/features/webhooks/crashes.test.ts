import { describe, expect, it } from 'vitest';
import { noticeBodies } from '#api/webhooks/notice-body.ts';
import { performersOf } from '#app/performers.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { collectNotices, nothingRead } from '#features/webhooks/collect-notices.ts';
import { listDeliveries } from '#features/webhooks/deliveries.ts';
import { noticeWork } from '#features/webhooks/send-notice.ts';
import { createWorker } from '#journal/worker.ts';
import type { Store } from '#ports/store.ts';
import { MINUTE } from '#shared/clock.ts';
import { ownFault } from '#shared/errors.ts';
import { manualClock, readableLog, vendorOfPort } from '#test/support/experiments-bench.ts';
import { MAIL } from '#test/support/journey.ts';
import { type WebhookBench, withWebhook } from '#test/support/webhook-bench.ts';

const LEASE = MINUTE;
const dead = () => Promise.reject(ownFault('store.closed', 'The store is closed'));

/** A store whose process dies when it has done, or is about to do, a call of which `isLast` says so. */
function mortal(
  store: Store,
  when: 'before' | 'after',
  isLast: (call: string, given: string) => boolean,
): Store {
  let isDead = false;
  return new Proxy(store, {
    get:
      (target, name) =>
      async (...given: readonly unknown[]) => {
        if (isDead) return dead();
        const dies = isLast(String(name), JSON.stringify(given));
        if (dies && when === 'before') isDead = true;
        if (isDead) return dead();
        const answer = await Reflect.apply(Reflect.get(target, name), target, given);
        if (dies) isDead = true;
        return isDead ? dead() : answer;
      },
  });
}

/** One of several processes over the store of the journey. */
function processes({ journey }: WebhookBench) {
  const { log } = readableLog();
  const clock = manualClock(journey.running.sandbox.clock.now());
  const process = (name: string, store: Store = journey.running.bot.coPilot.store) => {
    const coPilot: CoPilot = { ...journey.running.bot.coPilot, clock, log, store };
    const worker = createWorker({
      ...{ ...coPilot, worker: name, leaseMs: LEASE, random: () => 0.5, vendorOf: vendorOfPort },
      performers: performersOf(coPilot),
      streams: [
        noticeWork(
          coPilot,
          noticeBodies(() => null),
        ),
      ],
    });
    return { drain: () => worker.drain(), collect: () => collectNotices(coPilot, nothingRead()) };
  };
  return { clock, process };
}

describe('notices of several processes', () => {
  it('are asked for once, also if all look at the same time, and sent once if none dies', () =>
    withWebhook(async (bench) => {
      const { process } = processes(bench);
      await bench.journey.propose('mia');
      await bench.journey.propose('mia', MAIL.idea, MAIL.form);
      const all = ['a', 'b', 'c'].map((name) => process(name));
      const asked = await Promise.all(all.map((one) => one.collect()));
      expect(asked.reduce((sum, count) => sum + count, 0)).toBe(2);
      await Promise.all(all.map((one) => one.drain()));
      expect(bench.receiver.got).toHaveLength(2);
    }));

  it.each([
    ['after it was claimed', 'after', 'claimDue', '', 1],
    ['after it was sent, before that is recorded', 'before', 'append', '"recordNotice"', 2],
    ['after that is recorded', 'after', 'append', '"recordNotice"', 1],
    ['before it moves on', 'before', 'advance', '', 1],
  ] as const)('are sent again under the same id if a process dies %s', (_, when, call, words, times) =>
    withWebhook(async (bench) => {
      const { journey, receiver } = bench;
      const { process, clock } = processes(bench);
      const { store } = journey.running.bot.coPilot;
      await journey.propose('mia');
      await process('asks').collect();
      const dies = mortal(store, when, (name, given) => name === call && given.includes(words));
      await process('a', dies).drain();
      clock.set(clock.now() + 10 * LEASE);
      await process('b').drain();
      clock.set(clock.now() + 10 * LEASE);
      await process('b').drain();
      expect(receiver.got).toHaveLength(times);
      expect(new Set(receiver.got.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(
        1,
      );
      expect(await listDeliveries({ store, clock }, bench.id)).toMatchObject([{ state: 'delivered' }]);
      expect(await store.backlog()).toEqual({ oldestAt: null, givenUp: 0 });
    }),
  );

  it.each(['before', 'after'] as const)('are all asked for if a process dies %s it asked for one', (when) =>
    withWebhook(async (bench) => {
      const { process } = processes(bench);
      const { store } = bench.journey.running.bot.coPilot;
      await bench.journey.propose('mia');
      await bench.journey.propose('mia', MAIL.idea, MAIL.form);
      const dies = mortal(store, when, (name, given) => name === 'append' && given.includes('"askNotice"'));
      await expect(process('a', dies).collect()).rejects.toThrow(/closed/);
      await process('b').collect();
      await process('b').drain();
      expect(new Set(bench.receiver.got.map(({ json }) => json.data.experiment.key)).size).toBe(2);
      expect(bench.receiver.got).toHaveLength(2);
    }),
  );

  it('of a receiver that hangs leave slots to all others', () =>
    withWebhook(async (bench) => {
      const { store } = bench.journey.running.bot.coPilot;
      const { process } = processes(bench);
      const open: (() => void)[] = [];
      bench.receiver.answer((_, response) => open.push(() => response.writeHead(204).end()));
      for (let count = 0; count < 4; count += 1) await bench.journey.propose('mia');
      await process('a').collect();
      const draining = process('a').drain();
      await expect.poll(() => open.length).toBe(2);
      expect((await store.backlog()).oldestAt).not.toBeNull();
      for (const answer of open.splice(0)) answer();
      await draining;
      expect(bench.receiver.got).toHaveLength(2);
    }));
});
