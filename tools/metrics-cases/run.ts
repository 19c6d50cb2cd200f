/**
 * `npm run test:metrics -- <folder> [--engine sqlite|duckdb|postgres|clickhouse|redshift|bigquery|snowflake|databricks]`: asks every case
 * in the folder's *.json files of a real database; of the last four DuckDB stands for it. With an engine, of the product's source of metrics over it; without, of a ClickHouse by the queries to PostHog, with
 * PostHog's own parser and a printer as PostHog's. Prints what differs and the count last; exit code 1 if a case failed, 2 if the
 * folder cannot be read. Without the engine it says so and ends with 0.
 */
import { parseArgs } from 'node:util';
import { say } from '#tools/command-line.ts';
import { findPython, NO_ENGINE, startEngine } from '#tools/hogql/engine.ts';
import { type MetricsCase, readMetricsCases } from './read-case.ts';
import { type CaseResult, runMetricsCases } from './run-cases.ts';
import { runOnWarehouse } from './run-on-warehouse.ts';
import { CASE_ENGINES, type CaseEngine, findEngine } from './warehouses/engines.ts';

async function main(args: readonly string[]): Promise<number> {
  const given = readArguments(args);
  if (given === null) {
    process.stderr.write(`usage: npm run test:metrics -- <folder> [--engine ${CASE_ENGINES.join('|')}]\n`);
    return 2;
  }
  const files = readOrExplain(given.folder);
  if (files === null) return 2;
  const unread = files.flatMap(({ id, read }) => (read instanceof Error ? [`${id}: ${read.message}`] : []));
  const cases = files.flatMap(({ read }): readonly MetricsCase[] => (read instanceof Error ? [] : [read]));
  const results = await (given.engine === null ? askPostHog(cases) : askWarehouse(given.engine, cases));
  if (typeof results === 'string') {
    say(`metrics: ${results}`);
    return 0;
  }
  const failed = results.filter(({ faults }) => faults.length > 0);
  for (const line of unread) say(line);
  for (const { id, faults } of failed) say(`${id}:\n  ${faults.join('\n  ')}`);
  const failures = unread.length + failed.length;
  say(`metrics: ${results.length - failed.length} passed, ${failures} failed`);
  return failures === 0 ? 0 : 1;
}

interface Given {
  readonly folder: string;
  readonly engine: CaseEngine | null;
}

function readArguments(args: readonly string[]): Given | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { engine: { type: 'string' } },
      allowPositionals: true,
    });
    const engine = CASE_ENGINES.find((name) => name === values.engine) ?? null;
    const [folder] = positionals;
    if (folder === undefined || (values.engine !== undefined && engine === null)) return null;
    return { folder, engine };
  } catch {
    return null;
  }
}

async function askPostHog(cases: readonly MetricsCase[]): Promise<readonly CaseResult[] | string> {
  const python = findPython();
  if (python === null) return NO_ENGINE;
  const engine = startEngine(python);
  return runMetricsCases(engine, cases).finally(engine.stop);
}

async function askWarehouse(
  name: CaseEngine,
  cases: readonly MetricsCase[],
): Promise<readonly CaseResult[] | string> {
  const found = findEngine(name);
  if (typeof found === 'string') return found;
  say(`metrics: ${found.what}`);
  return runOnWarehouse(found.load, cases);
}

function readOrExplain(folder: string): ReturnType<typeof readMetricsCases> | null {
  try {
    return readMetricsCases(folder);
  } catch (fault) {
    process.stderr.write(
      `cannot read ${folder}: ${fault instanceof Error ? fault.message : String(fault)}\n`,
    );
    return null;
  }
}

process.exitCode = await main(process.argv.slice(2));
