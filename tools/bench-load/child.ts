import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

/** A measured process, asked by messages; one question at a time. */
export interface Child {
  ask<Answer>(question: object, answer: z.ZodType<Answer>): Promise<Answer>;
  /** Closes the line; the process then ends by itself. */
  end(): Promise<void>;
}

/** Starts `processes/<name>.ts` with plain `node`. */
export function startChild(name: string): Child {
  const child = fork(join(import.meta.dirname, 'processes', `${name}.ts`), { execArgv: ['--expose-gc'] });
  return {
    ask: async (question, answer) => {
      const answered = nextMessage(child, name);
      child.send(question);
      return answer.parse(await answered);
    },
    end: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}

function nextMessage(child: ChildProcess, name: string): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const ended = (code: number | null) => reject(new Error(`the process ${name} ended with code ${code}`));
  child.once('exit', ended);
  child.once('message', (message) => {
    child.off('exit', ended);
    resolve(message);
  });
  return promise;
}

/** The other side of the line: answers every question in turn, and ends with its parent. */
export function answerQuestions(answer: (question: unknown) => Promise<object>): void {
  process.on('message', (question) => {
    void answer(question).then((told) => process.send?.(told));
  });
  process.on('disconnect', () => process.exit(0));
}

/** What a measured process has used so far: memory in bytes, time of processors in milliseconds. */
export const Usage = z.object({ rss: z.number(), cpuMs: z.number() });

/** The present usage of this process, threads included. */
export function usage(): z.infer<typeof Usage> {
  const { user, system } = process.cpuUsage();
  return { rss: process.memoryUsage().rss, cpuMs: (user + system) / 1_000 };
}
