import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { openFreshStore } from '#sandbox/chaos/fresh-store.ts';
import { runSchedule } from '#sandbox/chaos/run-schedule.ts';
import { type Played, runSchedules } from '#sandbox/chaos/run-schedules.ts';

/** Schedules between two lines that say how far it is. */
const PROGRESS_EVERY = 100;

const say = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * `npm run chaos -- --schedules 1000 --seed 1 [--store mongodb://…] [--threads 2] [--trace]`: plays random schedules of
 * crashes, faults, repeated deliveries and leaping clocks, and answers the exit code: 0 where nothing was lost, doubled
 * or stuck. A bad schedule is played again by its seed with `--schedules 1 --trace`.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      schedules: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      store: { type: 'string' },
      threads: { type: 'string', default: String(Math.min(4, availableParallelism())) },
      trace: { type: 'boolean', default: false },
    },
  });
  const [schedules, first, threads] = [Number(values.schedules), Number(values.seed), Number(values.threads)];
  const seeds = Array.from({ length: schedules }, (_, index) => first + index);
  const uri = values.store ?? null;
  const count = { played: 0, lost: 0, doubled: 0, stuck: 0 };
  const onPlayed = ({ seed, problems }: Played) => {
    count.played += 1;
    for (const { kind } of problems) count[kind] += 1;
    for (const line of new Set(problems.map(({ kind, what }) => `seed ${seed} ${kind}: ${what}`))) say(line);
    if (count.played % PROGRESS_EVERY === 0) say(`${count.played} of ${schedules} schedules`);
  };
  if (values.trace) for (const seed of seeds) await traceOne(seed, uri, onPlayed);
  else await runSchedules({ seeds, uri, threads, onPlayed });
  say(`chaos: ${schedules} schedules, ${count.lost} lost, ${count.doubled} doubled, ${count.stuck} stuck`);
  return count.lost + count.doubled + count.stuck === 0 ? 0 : 1;
}

async function traceOne(seed: number, uri: string | null, onPlayed: (played: Played) => void): Promise<void> {
  const { store, dispose } = await openFreshStore(uri);
  const problems = await runSchedule({ seed, store, note: (line) => say(`  ${line}`) });
  await dispose();
  onPlayed({ seed, problems: [...problems] });
}

process.exitCode = await main();
