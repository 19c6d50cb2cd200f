import { baselineFiguresQuery } from '#adapters/posthog/look/baseline-query.ts';
import { decodeBaseline, decodeLook } from '#adapters/posthog/look/decode-figures.ts';
import type { HogQl } from '#adapters/posthog/look/hogql.ts';
import { lookQuery } from '#adapters/posthog/look/look-query.ts';
import type { Engine } from '#tools/hogql/engine.ts';
import { storeEvents } from '#tools/hogql/event-store.ts';
import { createRunHogQl, type RunHogQl } from '#tools/hogql/run-hogql.ts';
import { compareBaseline, compareLook } from './compare.ts';
import { questionOf } from './question.ts';
import type { MetricsCase } from './read-case.ts';

/** A case with what is wrong with its figures; nothing if they are right. */
export interface CaseResult {
  readonly id: string;
  readonly faults: readonly string[];
}

/**
 * Stores the events of all cases, each in a project of its own, and asks every question of the engine. `change` alters a query
 * before it is run.
 */
export async function runMetricsCases(
  engine: Engine,
  cases: readonly MetricsCase[],
  change: (hogQl: HogQl) => HogQl = (hogQl) => hogQl,
): Promise<readonly CaseResult[]> {
  const first = nextTeam;
  nextTeam += cases.length;
  await storeEvents(engine, new Map(cases.map(({ events }, index) => [first + index, events])));
  const run = createRunHogQl(engine);
  const results: CaseResult[] = [];
  for (const [index, one] of cases.entries()) {
    const faults = await faultsOf(run, one, first + index, change).catch((fault: unknown) => [String(fault)]);
    results.push({ id: one.id, faults });
  }
  return results;
}

let nextTeam = 1;

async function faultsOf(
  run: RunHogQl,
  one: MetricsCase,
  teamId: number,
  change: (hogQl: HogQl) => HogQl,
): Promise<readonly string[]> {
  const question = questionOf(one);
  const hogQl =
    question.kind === 'look' ? lookQuery(question.request) : baselineFiguresQuery(question.request);
  const { rows } = await run(change(hogQl), { teamId, timezone: one.timezone });
  return question.kind === 'look'
    ? compareLook(one, decodeLook(question.request, rows))
    : compareBaseline(one, decodeBaseline(question.request, rows));
}
