/** A thread of `npm run simulate:system`: plays some experiments at a time in a sandbox of their own. */
import { parentPort } from 'node:worker_threads';
import { type Chunk, playChunk } from './play-chunk.ts';

parentPort?.on('message', (chunk: Chunk) => {
  void playChunk(chunk).then((results) => parentPort?.postMessage(results));
});
