import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { TallySchema } from './tally.ts';

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

/** Plays schedules on several threads, each thread one after the other. Throws if a thread fails. */
export async function runSchedules(options: SchedulesOptions): Promise<void> {
  const { seeds, uri, storeFails, threads, traces, onPlayed } = options;
  const left = [...seeds];
  const playAll = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL('./chaos-worker.ts', import.meta.url), {
        workerData: { uri, storeFails, traces },
      });
      const next = () => {
        const seed = left.shift();
        if (seed !== undefined) worker.postMessage(seed);
        else void worker.terminate().then(() => resolve());
      };
      worker.on('error', reject);
      worker.on('message', (message: unknown) => {
        onPlayed(Played.parse(message));
        next();
      });
      next();
    });
  await Promise.all(Array.from({ length: Math.min(threads, seeds.length) }, playAll));
}
