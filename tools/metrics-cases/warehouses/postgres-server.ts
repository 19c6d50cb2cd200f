import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A PostgreSQL that lives as long as its user wants it. */
export interface PostgresServer {
  /** What it is, for people. */
  readonly name: string;
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** The folder into which Debian puts the programs of each version. */
const DEBIAN = '/usr/lib/postgresql';

/** The folder of the programs of the newest PostgreSQL of this machine; null if there is none. */
export function findPostgres(): string | null {
  try {
    const versions = readdirSync(DEBIAN).toSorted((a, b) => Number(b) - Number(a));
    return versions[0] === undefined ? null : join(DEBIAN, versions[0], 'bin');
  } catch {
    return null;
  }
}

/** Starts a server on a socket in a folder of its own. PostgreSQL refuses to run as root: then it runs as the user `postgres`. */
export async function startPostgres(programs: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'co-pilot-pg-'));
  const user = userOf(folder);
  const data = join(folder, 'data');
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    {
      ...user,
      cwd: folder,
      encoding: 'utf8',
    },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const options = ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off'];
  const server = spawn(join(programs, 'postgres'), options, { ...user, cwd: folder, stdio: 'ignore' });
  await untilReady(programs, folder, server);
  return {
    name: `PostgreSQL of ${programs}`,
    url: `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`,
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

function userOf(folder: string): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim());
  const user = { uid: id('-u'), gid: id('-g') };
  chownSync(folder, user.uid, user.gid);
  return user;
}

async function untilReady(programs: string, folder: string, server: ChildProcess): Promise<void> {
  const ask = () =>
    spawnSync(join(programs, 'pg_isready'), ['-q', '-h', folder, '-U', 'postgres']).status === 0;
  while (!ask()) {
    if (server.exitCode !== null) throw new Error('PostgreSQL ended at its start');
    await wait(50);
  }
}
