import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/mongo-server');
const POM = join(import.meta.dirname, 'pom.xml');

/**
 * The folder with the jars that `pom.xml` names: `MONGO_SERVER_JARS` where it is set, otherwise a folder under
 * `node_modules/.cache`, filled by Maven at first use. Throws where Maven is missing or Maven Central is out of reach.
 */
export async function fetchJars(): Promise<string> {
  const given = process.env['MONGO_SERVER_JARS'];
  if (given !== undefined && given !== '') return given;
  const version = createHash('sha256').update(readFileSync(POM)).digest('hex').slice(0, 12);
  const folder = join(CACHE, version);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const fetching = mkdtempSync(join(CACHE, 'fetching-'));
  try {
    await run('mvn', [
      '-q',
      '-B',
      '-f',
      POM,
      'dependency:copy-dependencies',
      `-DoutputDirectory=${fetching}`,
    ]);
    // A rename is all or nothing: several test files may fetch at the same time, and half a folder is never used.
    renameSync(fetching, folder);
  } catch (thrown) {
    rmSync(fetching, { recursive: true, force: true });
    if (!existsSync(folder)) throw new Error('Maven could not fetch the test server', { cause: thrown });
  }
  return folder;
}
