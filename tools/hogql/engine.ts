import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { pythonWith } from '#tools/python.ts';

/** What one statement gave and took. */
export interface EngineAnswer {
  readonly rows: readonly (readonly unknown[])[];
  readonly seconds: number;
  readonly cpu: number;
  readonly rows_read: number;
  readonly bytes_read: number;
}

/** PostHog's parser and a ClickHouse engine in a process of their own. Every call throws what they refuse. */
export interface Engine {
  /** The syntax tree as PostHog's parser writes it, and how long it took, seconds. */
  readonly parse: (hogQl: string) => Promise<{ readonly ast: unknown; readonly seconds: number }>;
  readonly run: (sql: string, settings?: Readonly<Record<string, string>>) => Promise<EngineAnswer>;
  readonly stop: () => void;
}

/** The first Python that has both modules; null if none has. `PYTHON` names one to try first. */
export function findPython(): string | null {
  return pythonWith('chdb', 'hogql_parser');
}

/** Why there is no engine, for people. */
export const NO_ENGINE = 'skipped: no Python with chdb and hogql_parser was found (PYTHON names one)';

export function startEngine(python: string): Engine {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    python,
    [fileURLToPath(new URL('engine.py', import.meta.url))],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let last: Promise<unknown> = Promise.resolve();
  const ask = (request: object): Promise<Record<string, unknown>> => {
    const asked = last.then(async () => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await lines.next();
      if (done === true) throw new Error('the engine has stopped');
      const answer: Record<string, unknown> = JSON.parse(value);
      if (typeof answer['error'] === 'string')
        throw new Error(answer['error'].replace(/: In scope [\s\S]*/, ''));
      return answer;
    });
    last = asked.catch(() => null);
    return asked;
  };
  return {
    parse: async (hogQl) => (await ask({ parse: hogQl })) as never,
    run: async (sql, settings = {}) => (await ask({ run: sql, settings })) as never,
    stop: () => child.stdin.end(),
  };
}
