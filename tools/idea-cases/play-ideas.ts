import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { IdeaCase } from './idea-form.ts';
import type { Asking, Played } from './play-idea.ts';
import type { PlayedTask, Task } from './worker.ts';

/** Plays every idea over the cores of the machine; the answer has the order of the ideas. Rejects if one cannot be played. */
export async function playIdeas(ideas: readonly IdeaCase[], asking: Asking): Promise<readonly Played[]> {
  const waiting: Task[] = ideas.map((one, place) => ({ one, place, asking }));
  const played: Played[] = [];
  const threads = Math.min(ideas.length, Math.max(2, availableParallelism()));
  await Promise.all(Array.from({ length: threads }, () => work(waiting, played)));
  return played;
}

async function work(waiting: Task[], played: Played[]): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  const over = new Promise<void>((resolve, reject) => {
    const next = () => {
      const task = waiting.shift();
      if (task === undefined) return resolve();
      worker.postMessage(task);
    };
    worker.on('error', reject);
    worker.on('message', ({ place, result }: PlayedTask) => {
      if (result.kind === 'refused') return reject(new Error(result.problem));
      played[place] = result.value;
      next();
    });
    next();
  });
  try {
    await over;
  } finally {
    await worker.terminate();
  }
}
