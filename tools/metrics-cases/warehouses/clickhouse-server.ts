import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A ClickHouse engine behind HTTP, on loopback. */
export interface ClickHouseServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** The first Python that has chdb; null if none has. `PYTHON` names one to try first. */
export function findChdb(): string | null {
  const pythons = [process.env['PYTHON'] ?? '', 'python3', 'python'].filter((name) => name !== '');
  const test = 'import importlib.util as u, sys; sys.exit(not u.find_spec("chdb"))';
  return pythons.find((python) => spawnSync(python, ['-c', test]).status === 0) ?? null;
}

/** Why there is no ClickHouse, for people. */
export const NO_CHDB = 'skipped: no Python with chdb was found (PYTHON names one)';

export async function startClickHouse(python: string): Promise<ClickHouseServer> {
  const script = fileURLToPath(new URL('clickhouse-server.py', import.meta.url));
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const first = once(createInterface({ input: child.stdout }), 'line');
  const [port] = await Promise.race([
    first,
    ended.then(() => {
      throw new Error('the ClickHouse server ended at its start');
    }),
  ]);
  return {
    url: `http://127.0.0.1:${port}/default`,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
