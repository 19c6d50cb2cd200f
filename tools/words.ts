/**
 * `node tools/words.ts [path…]`: prints every word to avoid (docs/glossary.md) in the files under these paths, or in all
 * that test/words.test.ts reads. Exit code 1: there are some.
 */
import { readArguments, refuseArguments } from './command-line.ts';
import { filesToRead, findWords, printFinding } from './words/find.ts';

const given = readArguments({ allowPositionals: true });
if (given.kind === 'refused')
  process.exit(refuseArguments(given.problem, 'usage: node tools/words.ts [path…]'));
const { positionals } = given.value;
const findings = filesToRead()
  .filter((path) => positionals.length === 0 || positionals.some((start) => path.startsWith(start)))
  .flatMap((path) => findWords(path));
for (const finding of findings) process.stdout.write(`${printFinding(finding)}\n`);
process.exitCode = findings.length === 0 ? 0 : 1;
