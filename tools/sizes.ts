/**
 * `npm run sizes`: measures the code against the limits of the house: how much of `src/` is the product, functions of
 * `src/stats` without a caller, lines per file, import circles, and export names used twice. Exits 1 if a limit is broken.
 */
import { readArguments, refuseArguments } from './command-line.ts';
import { duplicateExports } from './sizes/duplicate-exports.ts';
import { importCircles } from './sizes/import-circles.ts';
import { lineFigures } from './sizes/line-figures.ts';
import { reachableFrom } from './sizes/reachable.ts';
import { readSources, type SourceFile } from './sizes/source-file.ts';
import { uncalledFunctions } from './sizes/uncalled-functions.ts';
import { WAITING_FUNCTIONS } from './sizes/waiting-functions.ts';

const ENTRY = 'src/app/run.ts';
const LIMITS = { share: 0.97, median: 60, p90: 160, largest: 250 };

const given = readArguments({});
if (given.kind === 'refused') process.exit(refuseArguments(given.problem, 'usage: npm run sizes'));

const files = readSources('.', ['src', 'sandbox', 'tools']);
const source = files.filter(({ path }) => path.startsWith('src/'));
const product = reachableFrom(ENTRY, files);
const broken: string[] = [];

/** Prints one measure; `problems` are listed below it and break the limits. */
function print(line: string, problems: readonly string[] = []): void {
  process.stdout.write(`${line}\n${problems.map((problem) => `  ${problem}\n`).join('')}`);
  if (problems.length > 0) broken.push(line);
}

function printProduct(): void {
  const counted = source.filter(({ path }) => !path.startsWith('src/stats/'));
  const outside = counted.filter(({ path }) => !product.has(path));
  const total = sumOfLines(counted);
  const share = 1 - sumOfLines(outside) / total;
  const line = `product: ${total - sumOfLines(outside)} of ${total} lines of src/ without src/stats are reachable from ${ENTRY}: ${(100 * share).toFixed(1)} % (≥ ${100 * LIMITS.share} %)`;
  print(
    line,
    share < LIMITS.share ? outside.map(({ path, lines }) => `not reachable: ${path} (${lines} lines)`) : [],
  );
}

function printStats(): void {
  const { waiting, problems } = uncalledFunctions('src/stats', files, product, WAITING_FUNCTIONS);
  for (const { name, row, through } of waiting) {
    process.stdout.write(`  ${row.padEnd(4)} ${name}${through === name ? '' : ` (through ${through})`}\n`);
  }
  print(`src/stats: ${waiting.length} functions wait for the row that will call them`, problems);
}

function printLines(): void {
  const { median, p90, largest } = lineFigures(files);
  const long = files.filter(({ lines }) => lines > LIMITS.largest);
  const within = median <= LIMITS.median && p90 <= LIMITS.p90;
  print(
    `files: ${files.length}, median ${median} lines (≤ ${LIMITS.median}), p90 ${p90} (≤ ${LIMITS.p90}), largest ${largest} (≤ ${LIMITS.largest})`,
    [
      ...(within ? [] : ['half or a tenth of the files are too long']),
      ...long.map(({ path, lines }) => `${path}: ${lines}`),
    ],
  );
}

function sumOfLines(some: readonly SourceFile[]): number {
  return some.reduce((sum, { lines }) => sum + lines, 0);
}

printProduct();
printStats();
printLines();
const circles = importCircles(files);
print(
  `import circles: ${circles.length}`,
  circles.map((circle) => circle.join(' ↔ ')),
);
const duplicates = duplicateExports(source);
print(
  `export names used twice in src/: ${duplicates.length}`,
  duplicates.map(({ name, paths }) => `${name}: ${paths.join(', ')}`),
);
if (broken.length > 0) process.stdout.write(`${broken.length} limits are broken\n`);
process.exitCode = broken.length > 0 ? 1 : 0;
