/**
 * `npm run test:changes -- <folder>`: gives every case in the folder's *.json files to the product's gate. Prints each case that
 * fails with what was expected and found, and the count last; exit code 1 if a case failed, 2 if the folder cannot be read.
 */
import { say } from '#tools/command-line.ts';
import { readChangeCases } from './read-case.ts';
import { faultOf } from './run-case.ts';

async function main(folder: string | undefined): Promise<number> {
  if (folder === undefined) {
    process.stderr.write('usage: npm run test:changes -- <folder>\n');
    return 2;
  }
  const cases = readOrExplain(folder);
  if (cases === null) return 2;
  let failed = 0;
  for (const { id, read } of cases) {
    const fault = read instanceof Error ? `cannot be read: ${read.message}` : await faultOf(read);
    if (fault === null) continue;
    failed += 1;
    say(`${id}:\n  ${fault}`);
  }
  say(`changes: ${cases.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function readOrExplain(folder: string): ReturnType<typeof readChangeCases> | null {
  try {
    return readChangeCases(folder);
  } catch (fault) {
    process.stderr.write(
      `cannot read ${folder}: ${fault instanceof Error ? fault.message : String(fault)}\n`,
    );
    return null;
  }
}

process.exitCode = await main(process.argv[2]);
