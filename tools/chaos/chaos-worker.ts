import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openFreshStore } from './fresh-store.ts';
import { runSchedule } from './run-schedule.ts';

const Given = z.object({ uri: z.string().nullable(), storeFails: z.boolean() });

/** Plays the schedules whose seeds it is sent, one after the other, and answers with what was found. */
function serve(): void {
  const given = Given.parse(workerData);
  parentPort?.on('message', (message: unknown) => {
    const seed = z.number().parse(message);
    void playOne(seed, given).then((finding) => parentPort?.postMessage({ seed, ...finding }));
  });
}

async function playOne(seed: number, { uri, storeFails }: z.infer<typeof Given>) {
  const { store, dispose } = await openFreshStore(uri);
  try {
    return await runSchedule({ seed, store, storeFails });
  } finally {
    await dispose();
  }
}

serve();
