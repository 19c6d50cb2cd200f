/**
 * `npm run test:cases -- <folder>`: runs every reference case in the folder's *.json files
 * against the statistics engine. Prints a line per failure and the count last; exit code 1 when
 * any case failed, 2 when the folder cannot be read.
 */
import { ALL_FUNCTIONS } from './functions/all.ts';
import { type ReferenceCase, readCases } from './read-cases.ts';
import { runCases } from './run-cases.ts';

function main(folder: string | undefined): number {
  if (folder === undefined) {
    process.stderr.write('usage: npm run test:cases -- <folder>\n');
    return 2;
  }
  const cases = readOrExplain(folder);
  if (cases === undefined) return 2;
  const { passed, failures } = runCases(cases, ALL_FUNCTIONS);
  for (const failure of failures) process.stdout.write(`${failure}\n`);
  process.stdout.write(`cases: ${passed} passed, ${failures.length} failed\n`);
  return failures.length === 0 ? 0 : 1;
}

function readOrExplain(folder: string): readonly ReferenceCase[] | undefined {
  try {
    return readCases(folder);
  } catch (fault) {
    process.stderr.write(
      `cannot read ${folder}: ${fault instanceof Error ? fault.message : String(fault)}\n`,
    );
    return undefined;
  }
}

process.exitCode = main(process.argv[2]);
