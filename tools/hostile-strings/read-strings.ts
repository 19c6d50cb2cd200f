import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ok, type Result, refused } from '#shared/result.ts';

/** Our own strings. */
export const OURS = fileURLToPath(new URL('../../test/fixtures/hostile/strings.json', import.meta.url));

/** Keys that are made up, put together here so that no file holds a text that looks like a key in use. */
const KEYS: Readonly<Record<string, string>> = {
  '{ghp}': ['ghp', 'q7Rw2LmX9cVb4TnKs8ZdPf3HgYj6Ue1AoI5B'].join('_'),
  '{sk}': ['sk', 'proj', 'T3vN8qLw2Zx7Kc5Rb9Jd4Mf6Hs1Py0GaUeXo'].join('-'),
  '{xoxb}': ['xoxb', '263594206564', 'Vt7Kq2Lm9Xc4Rw8Zd3Nb6Hj1'].join('-'),
  '{akia}': ['AKIA', 'Q3EXW7LMNB5TRZ2K'].join(''),
  '{npm}': ['npm', 'b8Kd2Qw7Zx4Lm9Rc3Vt6Nj1Hs5Py0GaUeXoT'].join('_'),
};

const Strings = z.array(z.string().min(1)).min(1);

/** The strings of a file: a JSON list, or one a line. Refuses a file that cannot be read or holds none. */
export function readStrings(file: string): Result<readonly string[], string> {
  try {
    const text = readFileSync(file, 'utf8');
    const list: unknown = file.endsWith('.json')
      ? JSON.parse(text)
      : text.split('\n').filter((line) => line !== '');
    const parsed = Strings.safeParse(list);
    return parsed.success
      ? ok(parsed.data.map((string) => string.replace(/\{[a-z]+\}/g, (name) => KEYS[name] ?? name)))
      : refused(`${file} holds no list of strings`);
  } catch (thrown) {
    return refused(`cannot read ${file}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
}
