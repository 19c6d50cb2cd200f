import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { createAnchors } from '#app/anchors.ts';
import { auditDaily } from '#app/audit-daily.ts';
import type { Store } from '#ports/store.ts';
import { chainOf, START } from '#test/support/experiments.ts';
import { readableLog } from '#test/support/experiments-bench.ts';

let folder = '';
let path = '';
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
  path = join(folder, 'store.sqlite');
  store = await openSqliteStore(path);
  for (const key of ['gate', 'price'])
    for (const commit of chainOf(key, [[], [], []])) await store.append(commit);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

function setUp(file: string | null) {
  const { log, lines } = readableLog();
  const told: string[] = [];
  const tell = async (message: object, day: number) => {
    told.push(`${day} ${JSON.stringify(message)}`);
  };
  const job = auditDaily({ store, log, anchors: createAnchors(file, log), tell });
  const errors = () => lines.filter(({ level }) => level === 'error').map(({ fields }) => fields['why']);
  return { job, told, lines, errors };
}

function vandalise(sql: string): void {
  const vandal = new DatabaseSync(path);
  vandal.exec(sql);
  vandal.close();
}

describe('the daily audit', () => {
  it('tells no person of a journal that is whole, and records new heads alone', async () => {
    const file = join(folder, 'anchor.jsonl');
    const { job, told, lines } = setUp(file);
    await job.run(START);
    await job.run(START);
    for (const commit of chainOf('later', [[]])) await store.append(commit);
    await job.run(START);
    expect(told).toEqual([]);
    const written = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const recorded = written.map(({ heads }) =>
      heads.map(({ experiment }: { experiment: string }) => experiment),
    );
    expect(recorded).toEqual([['gate', 'price'], ['later']]);
    expect(lines.filter(({ message }) => message === 'heads of chains')).toHaveLength(2);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it.each([
    [
      'its end was cut off',
      `DELETE FROM commits WHERE id = 'gate:3'`,
      'the entries after version 2 are gone; there were 3',
    ],
    ['it was deleted', `DELETE FROM commits WHERE experiment = 'gate'`, 'all entries are gone; there were 3'],
    [
      'an entry was changed',
      `UPDATE commits SET body = replace(body, '30', '31') WHERE id = 'gate:1'`,
      expect.any(String),
    ],
  ])(
    'tells the log and the admins of a chain if %s, in this process and in the next',
    async (_how, harm, why) => {
      const file = join(folder, 'anchor.jsonl');
      const first = setUp(file);
      await first.job.run(START);
      vandalise(harm);
      await first.job.run(START);
      const next = setUp(file);
      await next.job.run(START);
      for (const { errors, told } of [first, next]) {
        expect(errors()).toEqual([why]);
        expect(told).toEqual([expect.stringContaining('gate')]);
        expect(told[0]).not.toContain('price');
        expect(told[0]).toContain('npm run audit');
      }
    },
  );

  it('sees it without a file, too, in the same process', async () => {
    const { job, errors } = setUp(null);
    await job.run(START);
    vandalise(`DELETE FROM commits WHERE experiment = 'gate'`);
    await job.run(START);
    expect(errors()).toEqual(['all entries are gone; there were 3']);
  });

  it('says that its file cannot be used', async () => {
    const { job } = setUp(folder);
    await expect(job.run(START)).rejects.toMatchObject({ code: 'anchor.unusable' });
  });
});
