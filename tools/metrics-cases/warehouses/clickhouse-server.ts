import { fileURLToPath } from 'node:url';
import { pythonWith } from '#tools/python.ts';
import { spawnServer } from '#tools/spawn-server.ts';

/** A ClickHouse engine behind HTTP, on loopback. */
export interface ClickHouseServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** The first Python that has chdb; null if none has. `PYTHON` names one to try first. */
export function findChdb(): string | null {
  return pythonWith('chdb');
}

/** Why there is no ClickHouse, for people. */
export const NO_CHDB = 'skipped: no Python with chdb was found (PYTHON names one)';

export async function startClickHouse(python: string): Promise<ClickHouseServer> {
  const script = fileURLToPath(new URL('clickhouse-server.py', import.meta.url));
  const { origin, stop } = await spawnServer(python, [script]);
  return { url: `${origin}/default`, stop };
}
