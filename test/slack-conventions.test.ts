import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** The rows of the tables of conventions: a convention, its state, and what shows it. */
const ROWS = readFileSync('docs/slack.md', 'utf8')
  .split(/\n{2,}/)
  .map((part) => part.split('\n').map(cellsOf))
  .filter(([head]) => head?.[0] === 'convention')
  .flatMap(([, , ...rows]) => rows.filter((cells) => cells.length === 3))
  .map(([convention = '', state = '', shown = '']) => ({ convention, state, shown }));

function cellsOf(line: string): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** Names in back-ticks that lead to a file or a folder. */
function filesIn(text: string): readonly string[] {
  return [...text.matchAll(/`((?:test|src|docs)\/[\w./-]+|manifest\.yml)`/g)].map(([, path = '']) => path);
}

it('docs/security.md names only files that exist, and enough of them', () => {
  const named = filesIn(readFileSync('docs/security.md', 'utf8'));
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
  expect(named.length).toBeGreaterThan(15);
});

describe('docs/slack.md', () => {
  it('has every convention once', () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(38);
    expect(new Set(ROWS.map(({ convention }) => convention)).size).toBe(ROWS.length);
  });

  it.each(ROWS)('$convention: shows a file if it is met, a reason if it is not', ({ state, shown }) => {
    expect(['met', 'in part', 'refused']).toContain(state);
    if (state !== 'refused') expect(filesIn(shown)).not.toEqual([]);
    if (state !== 'met') expect(shown.replaceAll(/`[^`]*`/g, '').length).toBeGreaterThan(40);
  });

  it('names only files that exist', () => {
    const named = filesIn(readFileSync('docs/slack.md', 'utf8'));
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });
});
