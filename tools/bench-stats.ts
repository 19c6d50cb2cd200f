/**
 * `npm run bench:stats`: what the look analysis costs, measured on this machine. Prints
 * microseconds per comparison, milliseconds for 10 metrics × 4 variants with known bounds (target
 * below 0.5) and for 28 fresh bounds, bytes per comparison, and how the time grows from 10 to
 * 1,000 metrics. Prints targets, judges none: times depend on the machine. Then the same look beside gbstats, GrowthBook's
 * statistics: how many times as long it takes in this run, and whether both give the same figures; exit code 1 if not, or if
 * the engine is not as much faster as promised.
 */
import { analyze } from '#stats/engine/analyze.ts';
import { spendingBounds } from '#stats/group-sequential/spending-bounds.ts';
import { type BenchCase, benchCase } from './bench/bench-plan.ts';
import { besideGbstats } from './bench/beside-gbstats.ts';
import { medianBytes, medianMilliseconds } from './bench/measure.ts';
import { findGbstats, NO_GBSTATS } from './bench/run-gbstats.ts';
import { readArguments, refuseArguments } from './command-line.ts';

const run =
  ({ plan, data, earlier }: BenchCase) =>
  () => {
    if (analyze(plan, data, earlier).comparisons.length === 0) throw new Error('nothing was compared');
  };

/** 28 looks at fractions no earlier call has used, so that nothing is remembered. */
function freshBounds(): () => void {
  let round = 0;
  return () => {
    round += 1;
    const t = Array.from({ length: 28 }, (_, look) => (look + 1) / (28 + 1e-6 * round));
    if (spendingBounds({ alpha: 0.05, sided: 2, spending: 'obf', t }).kind !== 'ok')
      throw new Error('refused');
  };
}

function line(label: string, figure: string, target = ''): void {
  process.stdout.write(`${label.padEnd(64)}${figure.padStart(12)}  ${target}\n`);
}

function main(): number {
  const given = readArguments({});
  if (given.kind === 'refused') return refuseArguments(given.problem, 'usage: npm run bench:stats');
  const typical = benchCase(10, 4, 1);
  const comparisons = 30;
  const ten = medianMilliseconds(run(typical), 200, 15);
  const single = medianMilliseconds(run(benchCase(1, 2, 2)), 2000, 15);
  const thousand = medianMilliseconds(run(benchCase(1000, 4, 3)), 3, 7);
  line('1 metric × 2 variants, whole look', `${(1000 * single).toFixed(1)} µs`);
  line('per comparison, in a look of 30', `${((1000 * ten) / comparisons).toFixed(2)} µs`);
  line('10 metrics × 4 variants, bounds known', `${ten.toFixed(3)} ms`, 'target < 0.5 ms');
  line('28 fresh bounds', `${medianMilliseconds(freshBounds(), 1, 15).toFixed(1)} ms`);
  line('bytes allocated per comparison', `${(medianBytes(run(typical), 20, 31) / comparisons).toFixed(0)} B`);
  line('time for 1,000 metrics / time for 10', `${(thousand / ten).toFixed(0)} ×`, '100 would be linear');
  return sayBeside();
}

/** The comparison with gbstats; the exit code. */
function sayBeside(): number {
  const python = findGbstats();
  if (python === null) {
    line('10 metrics × 4 variants beside gbstats', NO_GBSTATS);
    return 0;
  }
  const { version, rows, compared, differences } = besideGbstats(python);
  for (const { label, ours, theirs, target } of rows) {
    const times = `${ours.toFixed(3)} ms, gbstats ${version} ${theirs.toFixed(0)} ms`;
    line(`10 × 4 ${label}: ${times}`, `${(theirs / ours).toFixed(0)} ×`, `target ≥ ${target} ×`);
  }
  for (const difference of differences) line(difference, '');
  line(`figures of ${compared} comparisons that differ`, `${differences.length}`, 'target 0');
  const isFast = rows.every(({ ours, theirs, target }) => theirs / ours >= target);
  return isFast && differences.length === 0 ? 0 : 1;
}

process.exitCode = main();
