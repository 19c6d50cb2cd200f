import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOwnFlags } from '#adapters/own-flags/flags.ts';
import { keptDocument } from '#adapters/own-flags/kept-flag.ts';
import { openEventStore } from '#adapters/own-observations/addresses.ts';
import { createObservationsReader } from '#adapters/own-observations/read-observations.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { type PreparedFlags, prepareFlags } from '#evaluation/prepare-flags.ts';
import { createObservations, type Observations } from '#features/observations/observations.ts';
import type { LookFigures } from '#ports/look-figures.ts';
import { HOUR } from '#shared/clock.ts';
import { silentLogger } from '#shared/logger.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { judgeExperiment, LOOK_SHARES, METRICS, type Played, UNITS, VARIANTS } from './judge-experiment.ts';

const DAYS_MS = 14 * 24 * HOUR;
const START = Date.UTC(2026, 10, 2);
/** After the last look. */
const END = START + DAYS_MS + 48 * HOUR;
/** Rows that go into one call. */
const BATCH = 1_000;

/**
 * Plays so many experiments in which nothing changes, at the same time and on the same units, over a whole own platform of its own: flags in a store,
 * assignment by the local evaluator, exposures and observations in a SQLite file, looks by SQL, verdicts of the engine.
 */
export async function playGroup(
  group: number,
  experiments: number,
  seed: number,
): Promise<readonly Played[]> {
  const folder = mkdtempSync(join(tmpdir(), 'own-platform-'));
  const address = `sqlite:${join(folder, 'observations.sqlite')}`;
  const store = await openSqliteStore(':memory:');
  const events = await openEventStore(address);
  const reader = createObservationsReader(address, silentLogger);
  try {
    const keys = Array.from({ length: experiments }, (_, index) => `same-${seed}-${group}-${index}`);
    const flags = createOwnFlags(store, '');
    for (const key of keys) await launch(flags, key);
    const document = keptDocument((await store.flagPart('flags'))?.body ?? null);
    const needs = { events, journal: store, clock: { now: () => END }, days: 400 };
    await record(createObservations(needs), prepareFlags(document), { keys, group, seed });
    const played: Played[] = [];
    for (const key of keys) played.push(judgeExperiment(await looksOf(reader.metrics.looks, key)));
    return played;
  } finally {
    await reader.close();
    await events.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function launch(flags: ReturnType<typeof createOwnFlags>, key: string): Promise<void> {
  const allocation = { control: 0.5, treatment: 0.5 };
  await flags.ensure(key, key, { active: false, rollout: 0, allocation });
  await flags.set(key, { active: true, rollout: 1, allocation }, null);
}

interface Asked {
  readonly keys: readonly string[];
  readonly group: number;
  readonly seed: number;
}

/** Every unit meets every experiment at its moment, and does the same whatever it met. */
async function record(
  { recordExposures, recordObservations }: Observations,
  flags: PreparedFlags,
  { keys, group, seed }: Asked,
): Promise<void> {
  const random = seededRandom(seed * 1_000_000 + group);
  const exposures: Parameters<Observations['recordExposures']>[0][number][] = [];
  const observations: Parameters<Observations['recordObservations']>[0][number][] = [];
  for (let index = 0; index < UNITS; index += 1) {
    const unit = `${seed}-${group}-${index}`;
    const at = START + Math.floor((index / UNITS) * DAYS_MS);
    const common = { unit, properties: null, consent: true };
    for (const key of keys) {
      const evaluated = flags.evaluate(key, { targetingKey: unit });
      const variant = evaluated.kind === 'value' ? evaluated.variant : null;
      if (variant === null) throw new Error(`${key} gave ${unit} no variant`);
      exposures.push({ ...common, id: `${key} ${unit}`, at, flag: key, variant });
    }
    const latency = Math.exp(random.normal() / 2);
    observations.push({ ...common, id: `a ${unit}`, at: at + 60_000, name: 'answered', value: latency });
    if (random.uniform() < 0.3)
      observations.push({ ...common, id: `s ${unit}`, at: at + HOUR, name: 'solved', value: null });
  }
  for (let first = 0; first < exposures.length; first += BATCH)
    await recordExposures(exposures.slice(first, first + BATCH), END);
  for (let first = 0; first < observations.length; first += BATCH)
    await recordObservations(observations.slice(first, first + BATCH), END);
}

async function looksOf(
  looks: ReturnType<typeof createObservationsReader>['metrics']['looks'],
  flagKey: string,
): Promise<readonly LookFigures[]> {
  const answers: LookFigures[] = [];
  for (const share of LOOK_SHARES) {
    const until = START + share * DAYS_MS + (share === 1 ? 24 * HOUR : 0);
    const [figures] = await looks([
      {
        ...{ flagKey, variants: VARIANTS, exposure: { event: '$feature_flag_called' }, metrics: METRICS },
        ...{ window: { from: START, until }, dimensions: [], daily: false },
        testAccounts: { platformFilter: true, rules: [] },
      },
    ]);
    answers.push(figures);
  }
  return answers;
}
