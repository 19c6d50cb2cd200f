import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { EXAMPLE_FILE } from '#sandbox/example-settings.ts';

/** A settings file that a test may change. */
export interface SettingsFile {
  /** Where it is during a test. */
  readonly path: string;
  /** Puts a text in the place of another one. Throws if the file does not hold that. */
  replace(from: string, to: string): Promise<void>;
  /** Adds parts that the settings of the sandbox do not have. */
  add(parts: string): Promise<void>;
}

/** Every test of the file gets a copy of the settings of the sandbox, in a folder of its own. */
export function useSettingsFile(): SettingsFile {
  let folder = '';
  let path = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'settings-'));
    path = join(folder, 'co-pilot.yaml');
    await writeFile(path, await readFile(EXAMPLE_FILE, 'utf8'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  return {
    get path() {
      return path;
    },
    replace: async (from, to) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes(from)) throw new Error(`the settings do not hold "${from}"`);
      await writeFile(path, text.replace(from, to));
    },
    add: (parts) => appendFile(path, `\n${parts}\n`),
  };
}
