/**
 * `npm run test:metrics -- <folder>`: asks every case in the folder's *.json files of a real ClickHouse, with the product's query
 * builder, PostHog's own parser and a printer as PostHog's. Prints what differs and the count last; exit code 1 if a case failed, 2
 * if the folder cannot be read. Without Python's chdb and hogql_parser it says so and ends with 0.
 */
import { say } from '#tools/command-line.ts';
import { findPython, NO_ENGINE, startEngine } from '#tools/hogql/engine.ts';
import { type MetricsCase, readMetricsCases } from './read-case.ts';
import { runMetricsCases } from './run-cases.ts';

async function main(folder: string | undefined): Promise<number> {
  if (folder === undefined) {
    process.stderr.write('usage: npm run test:metrics -- <folder>\n');
    return 2;
  }
  const files = readOrExplain(folder);
  if (files === null) return 2;
  const python = findPython();
  if (python === null) {
    say(`metrics: ${NO_ENGINE}`);
    return 0;
  }
  const unread = files.flatMap(({ id, read }) => (read instanceof Error ? [`${id}: ${read.message}`] : []));
  const cases = files.flatMap(({ read }): readonly MetricsCase[] => (read instanceof Error ? [] : [read]));
  const engine = startEngine(python);
  const results = await runMetricsCases(engine, cases).finally(engine.stop);
  const failed = results.filter(({ faults }) => faults.length > 0);
  for (const line of unread) say(line);
  for (const { id, faults } of failed) say(`${id}:\n  ${faults.join('\n  ')}`);
  const failures = unread.length + failed.length;
  say(`metrics: ${results.length - failed.length} passed, ${failures} failed`);
  return failures === 0 ? 0 : 1;
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

process.exitCode = await main(process.argv[2]);
