import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { playSeed } from './play-seed.ts';

const Given = z.object({ uri: z.string().nullable(), storeFails: z.boolean(), traces: z.string() });

/** Plays the schedules whose seeds it is sent, one after the other, and answers with what was found. */
function serve(): void {
  const given = Given.parse(workerData);
  parentPort?.on('message', (message: unknown) => {
    const seed = z.number().parse(message);
    void playSeed({ seed, ...given }).then((played) => parentPort?.postMessage(played));
  });
}

serve();
