import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hashOf } from '#shared/canonical-json.ts';
import { prompts } from './examples.ts';

/** `- 4 (0123456789ab): what changed`, newest first, under `## <prompt>`. */
const ENTRY = /^- (\d+) \(([0-9a-f]{12})\): \S/gm;

/** The versions of each prompt with the hash of its text. */
const changes = new Map(
  readFileSync('prompts/CHANGELOG.md', 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section) => [
      section.slice(0, section.indexOf('\n')),
      [...section.matchAll(ENTRY)].map(([, version, hash]) => ({ version: Number(version), hash })),
    ]),
);

/** The text of a prompt as it stands in its file, without the front matter. */
function textOf(name: string): string {
  return readFileSync(`prompts/${name}.md`, 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '');
}

describe('the changes of prompts', () => {
  it.each(Object.values(prompts))(
    '$name: a changed text has a new version with its line',
    ({ name, version }) => {
      const [newest, ...older] = changes.get(name) ?? [];
      const hash = hashOf(textOf(name)).slice(0, 12);
      // If this fails: raise the version in the file, and put its line on top of the section in prompts/CHANGELOG.md.
      expect(newest).toEqual({ version: Number(version), hash });
      const versions = [Number(version), ...older.map((entry) => entry.version)];
      expect(versions).toEqual([...versions].sort((a, b) => b - a));
      expect(new Set(versions).size).toBe(versions.length);
      expect(older.map((entry) => entry.hash)).not.toContain(hash);
    },
  );

  it('are told of no prompt that there is not', () => {
    expect([...changes.keys()].sort()).toEqual(Object.keys(prompts).sort());
  });
});
