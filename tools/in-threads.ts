import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** A module that answers each message, a task, by one message. */
export interface ThreadWork<Task, Answer> {
  readonly module: URL;
  /** Taken from the front; what `onAnswer` adds is played, too. */
  readonly waiting: Task[];
  readonly onAnswer: (answer: Answer, task: Task) => void;
  /** What each thread is given when it starts. */
  readonly data?: unknown;
}

/** Plays tasks over the cores of the machine until none is left. Rejects if a thread fails or `onAnswer` throws. */
export async function inThreads<Task, Answer>(work: ThreadWork<Task, Answer>): Promise<void> {
  const threads = Math.min(work.waiting.length, Math.max(2, availableParallelism()));
  await Promise.all(Array.from({ length: threads }, () => oneThread(work)));
}

async function oneThread<Task, Answer>({ module, waiting, onAnswer, data }: ThreadWork<Task, Answer>) {
  const worker = new Worker(module, { workerData: data });
  const over = new Promise<void>((resolve, reject) => {
    let present: Task | undefined;
    const next = () => {
      present = waiting.shift();
      if (present === undefined) return resolve();
      worker.postMessage(present);
    };
    worker.on('error', reject);
    worker.on('message', (answer: Answer) => {
      try {
        if (present !== undefined) onAnswer(answer, present);
        next();
      } catch (thrown) {
        reject(thrown);
      }
    });
    next();
  });
  try {
    await over;
  } finally {
    await worker.terminate();
  }
}
