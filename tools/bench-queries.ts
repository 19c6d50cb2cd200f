/**
 * `npm run bench:queries [-- --events 5000000 --rounds 2]`: what a look of 10 metrics and 3 variants and the baseline of its
 * plan cost as one query each, against the queries that they were before, on a real ClickHouse; then how many running experiments
 * the query limit carries.
 */

import { baselineFiguresQuery } from '#adapters/posthog/look/baseline-query.ts';
import type { HogQl } from '#adapters/posthog/look/hogql.ts';
import { LOOKS_PER_QUERY, lookQuery, looksQuery } from '#adapters/posthog/look/look-query.ts';
import { BENCH_BASELINE, BENCH_LOOK, BENCH_PARTS, BENCH_SURFACE } from './bench-queries/bench-look.ts';
import { fillEvents } from './bench-queries/fill-events.ts';
import { formerBaselines, formerQueries } from './bench-queries/former-queries.ts';
import { type Cost, hourlyQueries, ratios, showCost, sumOf } from './bench-queries/report.ts';
import { readArguments, refuseArguments, say, wholeNumber } from './command-line.ts';
import { findPython, NO_ENGINE, startEngine } from './hogql/engine.ts';
import { createRunHogQl, type RunHogQl } from './hogql/run-hogql.ts';

const USAGE = 'usage: npm run bench:queries [-- --events <number> --rounds <number>]';
const PROJECT = { teamId: 1, timezone: 'Europe/Vienna' };

async function main(args: readonly string[]): Promise<number> {
  const read = readArguments({
    args: [...args],
    options: { events: { type: 'string', default: '5000000' }, rounds: { type: 'string', default: '2' } },
  });
  if (read.kind !== 'ok') return refuseArguments(read.problem, USAGE);
  const [events, rounds] = [wholeNumber(read.value.values.events), wholeNumber(read.value.values.rounds)];
  if (events === null || rounds === null || rounds === 0)
    return refuseArguments('a number is not one', USAGE);
  const python = findPython();
  if (python === null) {
    say(`bench: ${NO_ENGINE}`);
    return 0;
  }
  const engine = startEngine(python);
  try {
    await fillEvents(engine, events);
    say(
      `${events} events; ${BENCH_LOOK.metrics.length} metrics, ${BENCH_LOOK.variants.length} variants; best of ${rounds}`,
    );
    const run = createRunHogQl(engine);
    const former = await compare(run, 'look', formerQueries(BENCH_LOOK), [lookQuery(BENCH_LOOK)], rounds);
    say(showCost('look by day and segment', await cheapest(run, [lookQuery(BENCH_PARTS)], rounds)));
    const formerPlan = formerBaselines(BENCH_BASELINE, BENCH_SURFACE);
    await compare(run, 'plan', formerPlan, [baselineFiguresQuery(BENCH_BASELINE)], rounds);
    const together = [looksQuery(Array(LOOKS_PER_QUERY).fill(BENCH_LOOK))];
    say(showCost(`${LOOKS_PER_QUERY} looks`, await cheapest(run, together, 1)));
    say(hourlyQueries(former.queries, LOOKS_PER_QUERY));
    return 0;
  } finally {
    engine.stop();
  }
}

async function compare(
  run: RunHogQl,
  what: string,
  former: readonly HogQl[],
  now: readonly HogQl[],
  rounds: number,
): Promise<Cost> {
  const before = await cheapest(run, former, rounds);
  const after = await cheapest(run, now, rounds);
  say(showCost(`${what} before`, before));
  say(showCost(`${what} now`, after));
  say(`${what}, now / before: ${ratios(before, after)}`);
  return before;
}

/** The cheapest of some rounds: what other processes do to a round only adds to it. */
async function cheapest(run: RunHogQl, queries: readonly HogQl[], rounds: number): Promise<Cost> {
  const costs: Cost[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const answers = [];
    for (const query of queries) answers.push(await run(query, PROJECT));
    costs.push(sumOf(answers));
  }
  return costs.toSorted((a, b) => a.cpu - b.cpu)[0] ?? sumOf([]);
}

process.exitCode = await main(process.argv.slice(2));
