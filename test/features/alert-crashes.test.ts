import { describe, expect, it } from 'vitest';
import { performersOf } from '#app/performers.ts';
import { COLLECTED_ALERTS, type CollectedAlerts } from '#features/alerts/collected-blocks.ts';
import { tellAlerts } from '#features/alerts/tell-alerts.ts';
import { takeDueLooks } from '#features/analyse-experiment/analyse-experiment.ts';
import { bulletinWork } from '#features/bulletin-work.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { everyBulletin, loadBulletin } from '#journal/bulletins.ts';
import { createWorker } from '#journal/worker.ts';
import { HOUR } from '#shared/clock.ts';
import { ownFault } from '#shared/errors.ts';
import { type ManualClock, manualClock, readableLog, vendorOfPort } from '#test/support/experiments-bench.ts';
import { FORM, IDEA, type Journey, MAIL } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { merged, reach } from '#test/support/journey-stages.ts';
import { useSettingsFile } from '#test/support/settings-file.ts';

const settings = useSettingsFile();
const LEASE = 60_000;
const WORDS = 'is below one half';
const dead = () => Promise.reject(ownFault('store.closed', 'The store is closed'));

/** A bot that is one of several processes: its own worker, and what it dies of. */
interface Process {
  readonly coPilot: CoPilot;
  drain(): Promise<unknown>;
}

interface Waiting {
  readonly journey: Journey;
  readonly keys: readonly string[];
  readonly clock: ManualClock;
  /** A process over the store of the journey; it dies for good when it has done a call of which `isLast` says so. */
  process(name: string, isLast?: (call: string, given: string) => boolean): Process;
}

/** Two experiments, each with an alert that is in the journal and not in Slack. */
async function withWaitingAlerts(perDay: number, play: (waiting: Waiting) => Promise<void>): Promise<void> {
  await settings.add(
    `watch: {satisfaction: checkout_conversion}\nalerts: {graceHours: 0, perDay: ${perDay}}`,
  );
  await withJourney(
    async (journey) => {
      const keys = [await merged(journey, IDEA, FORM), await merged(journey, MAIL.idea, MAIL.form)];
      for (const key of keys) await journey.press('priya', key, 'launch');
      for (const key of keys) await reach(journey, key, ['running']);
      // The journals get their looks, and the worker of the bot rests.
      journey.running.sandbox.clock.advance(2 * HOUR);
      await takeDueLooks(journey.running.bot.coPilot);
      expect(await toldOf(journey, keys)).toEqual([0, 0]);
      const clock = manualClock(journey.running.sandbox.clock.now() + LEASE);
      const { log } = readableLog();
      const process: Waiting['process'] = (name, isLast = () => false) => {
        const coPilot = mortal({ ...journey.running.bot.coPilot, clock, log }, isLast);
        const worker = createWorker({
          ...{ ...coPilot, worker: name, leaseMs: LEASE, random: () => 0.5, vendorOf: vendorOfPort },
          performers: performersOf(coPilot),
          streams: [bulletinWork(coPilot, [COLLECTED_ALERTS])],
        });
        return { coPilot, drain: () => worker.drain() };
      };
      await play({ journey, keys, clock, process });
      journey.takeErrors();
    },
    { settingsFile: settings.path },
  );
}

/** The same bot, dead from the end of one call on: its store takes nothing and it says nothing. */
function mortal(coPilot: CoPilot, isLast: (call: string, given: string) => boolean): CoPilot {
  let isDead = false;
  const dying = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get: (target, name) => {
        const value = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return async (...given: readonly unknown[]) => {
          if (isDead) return dead();
          const answer = await Reflect.apply(value, target, given);
          if (isLast(String(name), JSON.stringify(given))) isDead = true;
          return isDead ? dead() : answer;
        };
      },
    });
  const { execute } = dying({ execute: coPilot.execute });
  return { ...coPilot, store: dying(coPilot.store), chat: dying(coPilot.chat), execute };
}

/** How often each alert stands in its thread. */
async function toldOf(journey: Journey, keys: readonly string[]): Promise<readonly number[]> {
  const threads = await Promise.all(keys.map((key) => journey.thread(key)));
  return threads.map((thread) => thread.filter((text) => text.includes(WORDS)).length);
}

/** The experiments whose alerts the collecting messages in Slack tell. */
async function collectedIn({ running }: Journey): Promise<readonly string[]> {
  const { store } = running.bot.coPilot;
  const found: string[] = [];
  const shown = new Set(running.sandbox.slack.snapshot().messages.map(({ ts }) => ts));
  for await (const name of everyBulletin(store, 'alerts/')) {
    const bulletin = await loadBulletin(store, name);
    const { alerts } = (bulletin?.said.facts ?? { alerts: [] }) as unknown as CollectedAlerts;
    if (shown.has(bulletin?.posted?.ts ?? '')) found.push(...alerts.map(({ experiment }) => experiment));
  }
  return found;
}

/** Each alert is told once: by itself or in the one message. */
async function expectOnce({ journey, keys }: Waiting): Promise<void> {
  const alone = await toldOf(journey, keys);
  const collected = await collectedIn(journey);
  const times = keys.map((key, index) => (alone[index] ?? 0) + collected.filter((one) => one === key).length);
  expect(times).toEqual([1, 1]);
}

/** The next process takes over and goes on until all is said. */
async function takenOver({ process, clock }: Waiting): Promise<void> {
  clock.set(clock.now() + 10 * LEASE);
  const next = process('next');
  await next.drain();
  await tellAlerts(next.coPilot, 0);
  await next.drain();
}

describe('alerts of two processes at once', () => {
  it('take one place of the budget, and the others are collected once', () =>
    withWaitingAlerts(1, async (waiting) => {
      const { journey, keys, process } = waiting;
      const both = [process('a'), process('b')];
      await Promise.all(both.map((one) => one.drain()));
      expect((await toldOf(journey, keys)).toSorted()).toEqual([0, 1]);
      await Promise.all(both.map(({ coPilot }) => tellAlerts(coPilot, 0).catch(() => {})));
      await Promise.all(both.map((one) => one.drain()));
      await takenOver(waiting);
      await expectOnce(waiting);
    }));
});

describe('an alert whose process dies', () => {
  it.each<[string, number, string, (call: string, given: string) => boolean]>([
    [
      'with its place of the budget, before the post',
      2,
      'alone',
      (call, given) => call === 'claim' && given.includes('"alone:'),
    ],
    [
      'between the two claims of one alert',
      2,
      'collected',
      (call, given) => call === 'claim' && given.includes(':of-'),
    ],
    ['with the post, before its record', 2, 'alone', (call) => call === 'post'],
    [
      'after it is noted that it waits',
      0,
      'collected',
      (call, given) => call === 'execute' && given.includes('"holdAlert"'),
    ],
  ])('%s is told once', (_name, perDay, fate, isLast) =>
    withWaitingAlerts(perDay, async (waiting) => {
      const { journey, keys, process } = waiting;
      await process('first', isLast).drain();
      expect((await toldOf(journey, keys)).filter((times) => times > 1)).toEqual([]);
      await takenOver(waiting);
      await expectOnce(waiting);
      const alone = (await toldOf(journey, keys)).reduce((sum, times) => sum + times, 0);
      // Both experiments are under way when the process dies, so that one or both are cut off.
      if (fate === 'alone') expect(alone).toBeGreaterThan(0);
      else expect(alone).toBeLessThan(2);
    }),
  );

  it('between the collecting message and its record is told once there', () =>
    withWaitingAlerts(0, async (waiting) => {
      const { journey, keys, process } = waiting;
      await process('holds').drain();
      const first = process('first', (call, given) => call === 'append' && given.includes('"sayBulletin"'));
      await tellAlerts(first.coPilot, 0).catch(() => {});
      expect(await collectedIn(journey)).toEqual([]);
      await takenOver(waiting);
      await expectOnce(waiting);
      const told = await Promise.all(keys.map(async (key) => (await journey.load(key)).alerts?.told.length));
      expect(told).toEqual([1, 1]);
    }));
});
