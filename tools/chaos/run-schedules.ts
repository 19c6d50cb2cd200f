import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { newTally, TallySchema } from './tally.ts';

const Problems = z.array(
  z.object({ kind: z.enum(['lost', 'doubled', 'stuck', 'unauthorised']), what: z.string() }),
);
const Played = z.object({
  ...{ seed: z.number(), problems: Problems, tally: TallySchema },
  ...{ fingerprint: z.string(), trace: z.string().nullable() },
});
/** What came of one schedule. */
export type Played = z.infer<typeof Played>;

export interface SchedulesOptions {
  readonly seeds: readonly number[];
  /** The address of a MongoDB server; SQLite in memory if null. */
  readonly uri: string | null;
  readonly storeFails: boolean;
  readonly threads: number;
  /** The folder that keeps traces of schedules with a problem. */
  readonly traces: string;
  readonly onPlayed: (played: Played) => void;
}

/** Plays schedules on several threads, each thread one after the other. A schedule at which its thread breaks is stuck; another thread goes on. */
export async function runSchedules(options: SchedulesOptions): Promise<void> {
  const left = [...options.seeds];
  const threads = Math.min(options.threads, left.length);
  await Promise.all(Array.from({ length: threads }, () => playOnThreads(options, left)));
}

async function playOnThreads(options: SchedulesOptions, left: number[]): Promise<void> {
  while (left.length > 0) await playOnThread(options, left);
}

/** Plays what is left until nothing is, or until the thread breaks. */
function playOnThread(
  { uri, storeFails, traces, onPlayed }: SchedulesOptions,
  left: number[],
): Promise<void> {
  const worker = new Worker(new URL('./chaos-worker.ts', import.meta.url), {
    workerData: { uri, storeFails, traces },
  });
  return new Promise((resolve) => {
    let seed = left.shift();
    const next = () => {
      if (seed === undefined) return void worker.terminate().then(() => resolve());
      worker.postMessage(seed);
    };
    worker.on('error', (thrown) => {
      const what = `its thread broke: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`;
      onPlayed({
        ...{ seed: seed ?? 0, problems: [{ kind: 'stuck', what }], tally: newTally() },
        ...{ fingerprint: '', trace: null },
      });
      resolve();
    });
    worker.on('message', (message: unknown) => {
      onPlayed(Played.parse(message));
      seed = left.shift();
      next();
    });
    next();
  });
}
