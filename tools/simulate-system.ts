/**
 * `npm run simulate:system -- --experiments 500 --seed 1`: whole experiments with a known truth through the real bot, against the
 * stand-ins of Slack, GitHub and PostHog, with people who press what is recommended. Prints error rates and days, and the
 * bounds that they keep; exit code 1 if one is broken by more than chance, or if an experiment does not come to its end.
 */
import { readArguments, refuseArguments, say, wholeNumber } from './command-line.ts';
import { boundState } from './system/bounds.ts';
import { drawExperiments } from './system/draw-experiments.ts';
import { playAll } from './system/play-all.ts';
import type { SystemResult } from './system/play-chunk.ts';
import {
  boundsOf,
  classRows,
  type Ended,
  harmCost,
  isHarmful,
  isHarmStopped,
  isStoppedByBot,
  truthRows,
} from './system/summarise-system.ts';

const USAGE = 'usage: npm run simulate:system -- [--experiments <whole>] [--seed <whole>]';

async function main(): Promise<number> {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const given = readArguments({ options: { experiments: text('500'), seed: text('1') } });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const count = wholeNumber(given.value.values.experiments);
  const seed = wholeNumber(given.value.values.seed);
  if (count === null || count === 0)
    return refuseArguments('--experiments must be a whole number from 1', USAGE);
  if (seed === null) return refuseArguments('--seed must be a whole number', USAGE);
  const started = performance.now();
  const results = new Map<number, SystemResult>();
  await playAll(count, seed, (played) => {
    for (const one of played) results.set(one.number, one);
    process.stderr.write(`\r${results.size} of ${count}`);
  });
  process.stderr.write('\n');
  const failures = [...results.values()].filter(({ played }) => typeof played === 'string');
  for (const { number, played } of failures) say(`FAILED experiment ${number}: ${String(played)}`);
  const ended = drawExperiments(count, seed).flatMap((spec): Ended[] => {
    const result = results.get(spec.number);
    if (result === undefined || typeof result.played === 'string') return [];
    return [{ spec, played: result.played, fixed: result.fixed }];
  });
  say(`${count} experiments, seed ${seed}, ${((performance.now() - started) / 60_000).toFixed(1)} minutes\n`);
  sayTables(ended);
  const kept = sayBounds(ended);
  say(`\n${lastLine(count, ended)}`);
  return kept && failures.length === 0 ? 0 : 1;
}

function sayTables(ended: readonly Ended[]): void {
  say(
    '| truth | experiments | goal proven better | shipped | of those wrong | stopped by the bot | taken out by people | days | days of a fixed horizon | it finds better |',
  );
  say('|---|---|---|---|---|---|---|---|---|---|');
  for (const row of truthRows(ended)) {
    const of = (events: number) => `${events} (${percent(events / row.experiments)})`;
    const shares = [row.provenBetter, row.shipped, row.shippedWrong, row.stoppedByBot, row.takenOutByPeople];
    const days = [row.days, row.fixedDays].map((one) => one.toFixed(1));
    say(`| ${[row.truth, row.experiments, ...shares.map(of), ...days, of(row.fixedBetter)].join(' | ')} |`);
  }
  say('\n| nothing changes: goal, split | experiments | shipped | stopped by the bot |');
  say('|---|---|---|---|');
  for (const row of classRows(ended)) {
    say(`| ${row.name} | ${row.nulls} | ${row.falseShips} | ${row.harmStops} |`);
  }
  const alarmed = ended.filter(({ spec, played }) => spec.truth === 'broken split' && played.splitAlarmed);
  const broken = ended.filter(({ spec }) => spec.truth === 'broken split');
  say(`\nharm cost ${percent(harmCost(ended))} of the planned units until it was stopped`);
  say(`${alarmed.length} of ${broken.length} broken splits were found`);
}

/** Every bound with what came out; whether all are kept. Classes are listed only if one is not. */
function sayBounds(ended: readonly Ended[]): boolean {
  const judged = boundsOf(ended).map((bound) => ({ bound, state: boundState(bound) }));
  say('');
  for (const { bound, state } of judged) {
    if (bound.name.startsWith('the same in') && state === 'holds') continue;
    const { name, count, of, kind } = bound;
    const share = of === 0 ? 'none' : percent(count / of);
    say(`${name}: ${count} of ${of} (${share}), ${kind} ${percent(bound.bound)}: ${WORDS[state]}`);
  }
  return judged.every(({ state }) => state !== 'broken');
}

const WORDS = { holds: 'holds', 'by chance': 'beyond, as chance explains', broken: 'BROKEN' } as const;

function percent(share: number): string {
  return Number.isFinite(share) ? `${(100 * share).toFixed(1)} %` : '–';
}

function lastLine(count: number, ended: readonly Ended[]): string {
  const nulls = ended.filter(({ spec }) => spec.truth === 'null');
  const harmful = ended.filter(isHarmful);
  const broken = ended.filter(({ spec }) => spec.truth === 'broken split');
  const shipped = (of: readonly Ended[]) => of.filter(({ played }) => played.shipped !== null).length;
  return [
    `system: ${count} experiments, ${shipped(nulls)} false ships of ${nulls.length} nulls`,
    `${nulls.filter(isStoppedByBot).length} harm stops of ${nulls.length} nulls`,
    `${harmful.filter(isHarmStopped).length} of ${harmful.length} harmful stopped`,
    `${shipped(broken)} of ${broken.length} broken shipped`,
  ].join(', ');
}

process.exitCode = await main();
