import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMemoryFolder } from '#tools/memory-cases/read-folder.ts';

const RECORD = {
  ...{ key: 'bar', title: 'Free shipping bar', idea: 'Show what is missing.', surface: 'cart' },
  ...{ goalMetric: 'orders', outcome: 'killed', endedAt: '2023-05-12' },
};
const HISTORY = JSON.stringify([RECORD, { ...RECORD, key: 'won', outcome: 'shipped' }]);
const place = { surface: 'cart', goalMetric: 'orders' };

async function problemsOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'memory-folder-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const read = await readMemoryFolder(folder);
  return read.kind === 'ok' ? [] : read.problem.map((said) => said.replaceAll(folder, '…'));
}

describe('a folder with a history and questions from outside', () => {
  it('is read by the rules of the import, as JSON and as CSV', async () => {
    const [json, csv] = await Promise.all(
      ['fresh', 'fresh-csv'].map((name) => readMemoryFolder(`test/fixtures/memory/${name}`)),
    );
    if (json?.kind !== 'ok') throw new Error('fresh is refused');
    expect(json.value.lines).toHaveLength(400);
    expect(csv).toEqual({ kind: 'ok', value: { lines: json.value.lines, sets: new Map() } });
  });

  it('may have questions of one kind only', async () => {
    const queries = JSON.stringify({ queries: [{ words: 'shipping', right: ['bar', 'won'] }] });
    expect(await problemsOf({ 'history.json': HISTORY, 'mine.json': queries })).toEqual([]);
  });

  it('is refused with every problem and the file that has it', async () => {
    expect(await problemsOf({ 'mine.json': '{}' })).toEqual(['… has no history.json and no history.csv.']);
    expect(await problemsOf({ 'history.json': HISTORY, 'history.csv': '' })).toEqual([
      '… has a history.json and a history.csv: leave one of them.',
    ]);
    expect(await problemsOf({ 'history.json': JSON.stringify([{ ...RECORD, outcome: 'lost' }]) })).toEqual([
      '…/history.json:1: outcome must be one of shipped, killed, inconclusive, harmful, cancelled.',
    ]);
    const questions = {
      queries: [{ words: 'shipping', right: ['bra'] }],
      repeats: [{ ...place, idea: 'Do it again.', repeats: 'won' }],
    };
    const files = {
      ...{ 'history.json': HISTORY, 'a.json': JSON.stringify(questions), 'b.json': '{"queries": [' },
      ...{ 'c.json': '{}', 'd.json': '{"query": []}' },
    };
    expect(await problemsOf(files)).toEqual([
      '…/a.json: The history has no bra.',
      '…/a.json: "Do it again." is to repeat won, which did not fail (shipped): no warning is due.',
      expect.stringMatching(/^…\/b\.json: This is no JSON: /),
      '…/c.json: There is no question in it.',
      expect.stringMatching(/^…\/d\.json: The file: .*query/),
    ]);
  });
});
