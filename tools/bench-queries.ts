/**
 * `npm run bench:queries [-- --events 5000000 --rounds 3]`: what a look of 10 metrics and 3 variants costs as one query, against the
 * queries that it was before, on a real ClickHouse; then how many running experiments the query limit carries.
 */

import type { HogQl } from '#adapters/posthog/look/hogql.ts';
import { LOOKS_PER_QUERY, lookQuery, looksQuery } from '#adapters/posthog/look/look-query.ts';
import { BENCH_LOOK } from './bench-queries/bench-look.ts';
import { fillEvents } from './bench-queries/fill-events.ts';
import { formerQueries } from './bench-queries/former-queries.ts';
import { type Cost, hourlyQueries, ratios, showCost, sumOf } from './bench-queries/report.ts';
import { readArguments, refuseArguments, say, wholeNumber } from './command-line.ts';
import { findPython, NO_ENGINE, startEngine } from './hogql/engine.ts';
import { createRunHogQl, type RunHogQl } from './hogql/run-hogql.ts';

const USAGE = 'usage: npm run bench:queries [-- --events <number> --rounds <number>]';
const PROJECT = { teamId: 1, timezone: 'Europe/Vienna' };

async function main(args: readonly string[]): Promise<number> {
  const read = readArguments({
    args: [...args],
    options: { events: { type: 'string', default: '5000000' }, rounds: { type: 'string', default: '3' } },
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
    const before = await cheapest(run, formerQueries(BENCH_LOOK), rounds);
    const after = await cheapest(run, [lookQuery(BENCH_LOOK)], rounds);
    const together = await cheapest(run, [looksQuery(Array(LOOKS_PER_QUERY).fill(BENCH_LOOK))], 1);
    say(showCost('before', before));
    say(showCost('now', after));
    say(showCost(`${LOOKS_PER_QUERY} looks`, together));
    for (const line of [...ratios(before, after), ...hourlyQueries(before.queries, LOOKS_PER_QUERY)])
      say(line);
    return 0;
  } finally {
    engine.stop();
  }
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
