import { globSync, readFileSync } from 'node:fs';

/** Lines per source file: prints the distribution and the largest files; exits 1 beyond the house's limits. */
const LIMITS = { median: 60, p90: 200, largest: 300 };

const files = globSync(['src/**/*.ts', 'sandbox/**/*.ts'], {
  exclude: (path) => path.includes('sandbox/shop/files'),
})
  .map((path) => ({ path, lines: readFileSync(path, 'utf8').trimEnd().split('\n').length }))
  .sort((a, b) => a.lines - b.lines);

const at = (share: number) => files[Math.min(files.length - 1, Math.floor(share * files.length))]?.lines ?? 0;
const figures = { median: at(0.5), p90: at(0.9), largest: files.at(-1)?.lines ?? 0 };

for (const { path, lines } of files.slice(-10).reverse())
  process.stdout.write(`${String(lines).padStart(5)}  ${path}\n`);
process.stdout.write(
  `${files.length} files: median ${figures.median} (≤ ${LIMITS.median}), p90 ${figures.p90} (≤ ${LIMITS.p90}), largest ${figures.largest} (≤ ${LIMITS.largest})\n`,
);
const over = figures.median > LIMITS.median || figures.p90 > LIMITS.p90 || figures.largest > LIMITS.largest;
process.exitCode = over ? 1 : 0;
