import { openEventStore } from '#adapters/own-observations/addresses.ts';
import { createObservationsReader } from '#adapters/own-observations/read-observations.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { recordExposures, recordObservations } from '#api/observations/record-operations.ts';
import type { Caller } from '#api/server/caller.ts';
import { readInput } from '#api/server/read-input.ts';
import { loadSettings } from '#app/load-settings.ts';
import { createObservations, type Observations } from '#features/observations/observations.ts';
import type { LookFigures } from '#ports/look-figures.ts';
import { DAY } from '#shared/clock.ts';
import { silentLogger } from '#shared/logger.ts';
import { cpuSeconds, peakMegabytes } from './family.ts';
import { BENCH_FLAG, BENCH_VARIANTS, type MadeBatch, madeBatches } from './made-rows.ts';

/** Seconds by the clock, and seconds of processors, which do not count what other programs do meanwhile. */
export interface Spent {
  readonly seconds: number;
  readonly cpu: number;
}

/** What one size cost in one engine. */
export interface Measured {
  readonly observations: number;
  readonly rows: number;
  readonly ingest: Spent;
  readonly look: Spent;
  readonly mostMegabytes: number;
  /** Longest time for which the event loop stood still while rows came, in milliseconds. */
  readonly stillMs: number;
  readonly units: number;
}

/** Batches that are at work at the same time: as many as three tokens may send. */
const AT_ONCE = 48;
/** Batches that are made before they are sent, so that making them is not measured. */
const AHEAD = 192;
const NOW = Date.UTC(2026, 10, 30, 12);
/** Seconds: a machine that is busy with other work must not end the measurement. */
const LONGEST_LOOK = 6 * 3_600;

/**
 * Sends so many observations to an empty store as the API takes them, then asks for looks one after another, with the metrics of
 * `docs/examples/agent-settings.yaml`. What a look took is the mean of them.
 */
export async function measure(address: string, observations: number, looks: number): Promise<Measured> {
  const journal = await openSqliteStore(':memory:');
  const events = await openEventStore(address);
  const clock = { now: () => NOW };
  const kept = createObservations({ events, journal, clock, days: 400 });
  const still = watchLoop();
  const turn = createTurns();
  let ingest: Spent = { seconds: 0, cpu: 0 };
  let rows = 0;
  let ahead: MadeBatch[] = [];
  const send = async () => {
    const taken = stopwatch();
    const waiting = ahead.values();
    const lane = async () => {
      for (const batch of waiting) {
        await turn();
        const accepted = await sendOne(kept, clock, batch);
        rows += accepted;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    const { seconds, cpu } = taken();
    ingest = { seconds: ingest.seconds + seconds, cpu: ingest.cpu + cpu };
    ahead = [];
  };
  for (const batch of madeBatches({ observations, now: NOW })) {
    ahead.push(batch);
    if (ahead.length >= AHEAD) {
      still.pause();
      await send();
    }
  }
  await send();
  const stillMs = still.end();
  const reader = createObservationsReader(address, silentLogger, LONGEST_LOOK);
  const looked = stopwatch();
  let figures = await look(reader.metrics.looks);
  for (let again = 1; again < looks; again += 1) figures = await look(reader.metrics.looks);
  const spent = looked();
  const units = Object.values(figures.units).reduce((sum, one) => sum + one, 0);
  await reader.close();
  await events.close();
  await journal.close();
  return {
    ...{ observations, rows, units, stillMs, ingest, mostMegabytes: peakMegabytes() },
    look: { seconds: spent.seconds / looks, cpu: spent.cpu / looks },
  };
}

async function sendOne(
  observations: Observations,
  clock: { readonly now: () => number },
  { path, body, rows }: MadeBatch,
): Promise<number> {
  const operation = path === 'exposures' ? recordExposures : recordObservations;
  const input = readInput(operation, { parts: {}, search: '', body });
  if (input.kind === 'refused') throw new Error(input.problem.detail);
  // All that recording reads of a caller; who it is was found out before.
  const caller = { coPilot: { observations, clock } } as unknown as Caller;
  const work = { id: '', since: 0, isAgain: false };
  const done = await operation.run({ caller, work, ...input.value });
  const accepted = done.kind === 'ok' ? (done.value.json as { readonly accepted: number }).accepted : 0;
  if (accepted !== rows) throw new Error(`${accepted} of ${rows} rows were accepted`);
  return rows;
}

type Looks = ReturnType<typeof createObservationsReader>['metrics']['looks'];

async function look(looks: Looks): Promise<LookFigures> {
  const settings = loadSettings('docs/examples/agent-settings.yaml');
  if (settings.kind === 'refused') throw new Error(settings.problem.join('\n'));
  const { metrics } = settings.value;
  const [figures] = await looks([
    {
      ...{ flagKey: BENCH_FLAG, variants: BENCH_VARIANTS, exposure: { event: '$feature_flag_called' } },
      ...{ window: { from: NOW - 30 * DAY, until: NOW }, metrics, dimensions: [] },
      // As a look of the schedule asks.
      ...{ daily: true, dailyMetric: metrics[0]?.key ?? '' },
      testAccounts: { platformFilter: true, rules: [] },
    },
  ]);
  return figures;
}

function stopwatch(): () => Spent {
  const [began, cpu] = [performance.now(), cpuSeconds()];
  return () => ({ seconds: (performance.now() - began) / 1_000, cpu: cpuSeconds() - cpu });
}

/** Requests come one in each turn of the event loop, as from a socket. */
function createTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(() => new Promise((resolve) => void setImmediate(resolve)));
    return last;
  };
}

/** Watches for how long the event loop stands still; a time in which rows are made does not count. */
function watchLoop() {
  const EVERY = 10;
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - EVERY);
    last = now;
  }, EVERY);
  return {
    pause: () => {
      last = performance.now();
    },
    end: () => {
      clearInterval(timer);
      return longest;
    },
  };
}
