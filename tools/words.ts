/**
 * `node tools/words.ts [path…]`: prints every word to avoid (docs/glossary.md) in the files under these paths, or in all
 * that test/words.test.ts reads. Exit code 1: there are some.
 */
import { parseArgs } from 'node:util';
import { filesToRead, findWords, printFinding } from './words/find.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const findings = filesToRead()
  .filter((path) => positionals.length === 0 || positionals.some((start) => path.startsWith(start)))
  .flatMap((path) => findWords(path));
for (const finding of findings) process.stdout.write(`${printFinding(finding)}\n`);
process.exitCode = findings.length === 0 ? 0 : 1;
