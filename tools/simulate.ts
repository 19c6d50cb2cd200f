/**
 * `npm run simulate -- --runs 20000 --looks 28 --seed 1`: how often each way of looking calls an
 * effect that is not there, finds one that is, and how much of the sample it needs. Real
 * observations, drawn as sufficient statistics per look. Exit code 1 when a rate leaves its band.
 */
import { ok, type Result, refused } from '#shared/result.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { readArguments, refuseArguments, wholeNumber } from './command-line.ts';
import { type Band, stoppingRules } from './simulation/rules.ts';
import { type StopRates, simulateStops } from './simulation/simulate-stops.ts';
import { BINARY, NORMAL, REVENUE, type Stream } from './simulation/streams.ts';

interface Settings {
  readonly runs: number;
  readonly looks: number;
  readonly seed: number;
}

/** Runs for which the bands are stated; fewer runs widen them by their larger chance error. */
const BAND_RUNS = 20_000;

const USAGE = 'usage: npm run simulate -- [--runs <100 or more>] [--looks <1..100>] [--seed <whole>]';

function readSettings(): Result<Settings, string> {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const given = readArguments({ options: { runs: text('20000'), looks: text('28'), seed: text('1') } });
  if (given.kind === 'refused') return given;
  const { values } = given.value;
  const [runs, looks, seed] = [wholeNumber(values.runs), wholeNumber(values.looks), wholeNumber(values.seed)];
  if (runs === null || runs < 100) return refused('--runs must be a whole number from 100');
  if (looks === null || looks < 1 || looks > 100)
    return refused('--looks must be a whole number from 1 to 100');
  if (seed === null) return refused('--seed must be a whole number');
  return ok({ runs, looks, seed });
}

function main(): number {
  const settings = readSettings();
  if (settings.kind === 'refused') return refuseArguments(settings.problem, USAGE);
  const { runs, looks, seed } = settings.value;
  process.stdout.write(`${runs} runs, ${looks} looks, seed ${seed}; effects sized for 80 % at one look\n\n`);
  process.stdout.write(row(['method', 'false positives', 'power', 'E[n]/N alt.', 'E[n]/N null', 'band']));
  let held = true;
  for (const [index, stream] of [NORMAL, BINARY, REVENUE].entries()) {
    process.stdout.write(`\n${stream.name}, ${stream.unitsPerLook} units per arm and look\n`);
    held = play(stream, settings.value, index) && held;
  }
  process.stdout.write(held ? '\nevery rate is inside its band\n' : '\na rate is outside its band\n');
  return held ? 0 : 1;
}

/** Prints the rows of one kind of data; true when every band held. */
function play(stream: Stream, { runs, looks, seed }: Settings, index: number): boolean {
  const rules = stoppingRules(looks, 2 * stream.unitsPerLook * looks);
  const random = seededRandom(seed * 1000 + index);
  const none = simulateStops(stream, rules, { runs, looks, effect: 0 }, random);
  const real = simulateStops(stream, rules, { runs, looks, effect: stream.effectFor(looks) }, random);
  let held = true;
  for (const [place, rule] of rules.entries()) {
    const [null_, alternative] = [none[place], real[place]];
    if (null_ === undefined || alternative === undefined) continue;
    const inside = rule.band === null || isInside(null_.proven, rule.band, runs);
    held &&= inside;
    process.stdout.write(row(figuresOf(rule.name, null_, alternative, bandText(rule.band, inside))));
  }
  return held;
}

function isInside(rate: number, band: Band, runs: number): boolean {
  const chance = (size: number) => Math.sqrt((0.05 * 0.95) / size);
  const slack = 3 * Math.max(0, chance(runs) - chance(BAND_RUNS));
  return rate >= band.lower - slack && rate <= band.upper + slack;
}

function figuresOf(name: string, none: StopRates, real: StopRates, band: string): readonly string[] {
  return [
    name,
    `${(100 * none.proven).toFixed(2)} %`,
    `${(100 * real.proven).toFixed(1)} %`,
    real.meanFraction.toFixed(3),
    none.meanFraction.toFixed(3),
    band,
  ];
}

function bandText(band: Band | null, inside: boolean): string {
  if (band === null) return '-';
  const percent = (share: number) => Number((100 * share).toFixed(2));
  return `${percent(band.lower)}-${percent(band.upper)} % ${inside ? 'inside' : 'OUTSIDE'}`;
}

function row(cells: readonly string[]): string {
  const widths = [27, 16, 9, 13, 13, 20];
  return `${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('')}`.trimEnd().concat('\n');
}

process.exitCode = main();
