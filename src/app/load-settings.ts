import { readFileSync } from 'node:fs';
import { readSettings } from '#settings/file/read-settings.ts';
import { printProblem } from '#settings/file/settings-problem.ts';
import type { Settings } from '#settings/settings.ts';
import { type Result, refused } from '#shared/result.ts';

/** Reads a settings file again and again: while its text stays the same, so does the answer, the very same object. */
export function createSettingsReader(path: string): () => ReturnType<typeof loadSettings> {
  let last: { readonly text: string | null; readonly read: ReturnType<typeof loadSettings> } | null = null;
  return () => {
    const text = readText(path);
    if (last === null || last.text !== text) last = { text, read: settingsIn(path, text) };
    return last.read;
  };
}

/** Reads a settings file. Refuses with every problem, one line each; of a file that is not there, with how to make one. */
export function loadSettings(path: string): Result<Settings, readonly string[]> {
  return settingsIn(path, readText(path));
}

function settingsIn(path: string, text: string | null): Result<Settings, readonly string[]> {
  if (text === null) {
    return refused([
      `SETTINGS_FILE: the settings file "${path}" cannot be read. Make one with: npm run settings -- discover --write ${path}`,
    ]);
  }
  const read = readSettings(text);
  return read.kind === 'ok' ? read : refused(read.problem.map((problem) => printProblem(path, problem)));
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
