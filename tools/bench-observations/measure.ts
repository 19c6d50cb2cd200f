import { readdirSync, readFileSync } from 'node:fs';
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
import { BENCH_FLAG, BENCH_VARIANTS, type MadeBatch, madeBatches } from './made-rows.ts';

/** What one size cost in one engine. Seconds and megabytes. */
export interface Measured {
  readonly observations: number;
  readonly rows: number;
  readonly ingestSeconds: number;
  readonly lookSeconds: number;
  readonly mostMegabytes: number;
  /** Longest time for which the event loop stood still while rows came, in milliseconds. */
  readonly stillMs: number;
  readonly units: number;
}

/** Batches of a token that are at work at the same time. */
const AT_ONCE = 8;
/** Batches that are made before they are sent, so that making them is not measured. */
const AHEAD = 64;
const NOW = Date.UTC(2026, 10, 30, 12);

/** Sends so many observations to an empty store as the API takes them, then asks for one look with the metrics of `docs/examples/agent-settings.yaml`. */
export async function measure(address: string, observations: number): Promise<Measured> {
  const journal = await openSqliteStore(':memory:');
  const events = await openEventStore(address);
  const clock = { now: () => NOW };
  const kept = createObservations({ events, journal, clock, days: 400 });
  const still = watchLoop();
  let [ingestMs, rows] = [0, 0];
  let ahead: MadeBatch[] = [];
  const send = async () => {
    const began = performance.now();
    const waiting = ahead.values();
    const lane = async () => {
      for (const batch of waiting) {
        const accepted = await sendOne(kept, clock, batch);
        rows += accepted;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    ingestMs += performance.now() - began;
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
  const reader = createObservationsReader(address, silentLogger);
  const began = performance.now();
  const figures = await look(reader.metrics.looks);
  const lookMs = performance.now() - began;
  const units = Object.values(figures.units).reduce((sum, one) => sum + one, 0);
  await reader.close();
  await events.close();
  await journal.close();
  return {
    ...{ observations, rows, units, stillMs },
    ...{ ingestSeconds: ingestMs / 1_000, lookSeconds: lookMs / 1_000, mostMegabytes: peakMegabytes() },
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
      ...{ window: { from: NOW - 30 * DAY, until: NOW }, metrics, dimensions: [], daily: true },
      testAccounts: { platformFilter: true, rules: [] },
    },
  ]);
  return figures;
}

/** The most memory that this process and its children ever held. */
function peakMegabytes(): number {
  const own = process.resourceUsage().maxRSS / 1_024;
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const peaks = children.map((name) => {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      if (!status.includes(`\nPPid:\t${process.pid}\n`)) return 0;
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
    } catch {
      return 0;
    }
  });
  return own + peaks.reduce((sum, one) => sum + one, 0);
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
