import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';

const ROOT = join(import.meta.dirname, '..', 'golden');
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

/** Holds a text to its reviewed file under test/golden; `UPDATE_GOLDEN=1` writes the file anew. */
export function expectGolden(file: string, content: string): void {
  const path = join(ROOT, file);
  const whole = content.endsWith('\n') ? content : `${content}\n`;
  if (UPDATE) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, whole);
  }
  const hint = `${file} is not there; look at the message, then run with UPDATE_GOLDEN=1`;
  expect(existsSync(path), hint).toBe(true);
  expect(whole).toBe(readFileSync(path, 'utf8'));
}

/** The names of the reviewed files in a folder, so that one without a message is noticed. */
export function goldenFiles(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder)).toSorted();
}
