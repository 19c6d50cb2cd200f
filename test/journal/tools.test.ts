import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { fold } from '#domain/commit.ts';
import { summarize } from '#domain/summary.ts';
import { chain } from '#test/support/arbitraries.ts';
import { chainOf } from '#test/support/experiments.ts';

let folder = '';
let path = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tools-'));
  path = join(folder, 'store.sqlite');
  const store = await openSqliteStore(path);
  const [commits] = fc.sample(
    chain.filter(({ length }) => length > 9),
    { numRuns: 1, seed: 5 },
  );
  for (const commit of commits?.slice(0, 9) ?? []) await store.append(commit);
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

function tool(name: string, ...more: readonly string[]) {
  const run = spawnSync(process.execPath, [`tools/${name}.ts`, ...more], { encoding: 'utf8' });
  return { status: run.status, lines: run.stdout.trimEnd().split('\n'), complaint: run.stderr.trimEnd() };
}

describe('the journal tools', () => {
  it('find nothing wrong with an honest store', () => {
    expect(tool('audit', '--store', path)).toEqual({
      status: 0,
      lines: ['audit: 1 chains, 9 commits, 0 broken'],
      complaint: '',
    });
    expect(tool('replay', '--store', path, 'gate').lines).toEqual(['replay: 9 decisions, 0 different']);
    expect(tool('rebuild', '--store', path).lines).toEqual(['rebuild: 1 experiments']);
  });

  it('make no store and say where they looked', () => {
    const { status, complaint } = tool('audit', '--store', join(folder, 'none.sqlite'));
    expect(status).toBe(2);
    expect(complaint).toMatch(/^There is no store at .*none\.sqlite/);
  });

  it('complain about an experiment that is not there', () => {
    expect(tool('audit', '--store', path, 'nothing').status).toBe(1);
    expect(tool('replay', '--store', path, 'nothing').status).toBe(1);
  });

  it('name an entry that was moved to another experiment, or to a name that is no text', () => {
    const move = (to: string) => {
      const vandal = new DatabaseSync(path);
      vandal.exec(`UPDATE commits SET experiment = CAST(x'${to}' AS TEXT) WHERE version = 9`);
      vandal.close();
    };
    move(Buffer.from('hate').toString('hex'));
    const why = 'it is listed with experiment hate, which is not what was written';
    expect(tool('audit', '--store', path).lines).toEqual([
      `hate: broken at gate:9: ${why}`,
      'audit: 2 chains, 9 commits, 1 broken',
    ]);
    expect(tool('audit', '--store', path, 'gate')).toMatchObject({
      status: 1,
      lines: [`gate: broken at gate:9: ${why}`, 'audit: 1 chains, 8 commits, 1 broken'],
    });
    move('6761ff65');
    for (const only of [[], ['gate']]) {
      const { status, lines } = tool('audit', '--store', path, ...only);
      expect(status).toBe(1);
      expect(lines.join('\n')).toMatch(/broken at ga\uFFFDe: it is listed, but no entry is found/);
    }
    move(Buffer.from('gate').toString('hex'));
  });

  it('see by an anchor, or by the list, that the end of a chain or all of it is gone', async () => {
    const copy = join(folder, 'cut.sqlite');
    const store = await openSqliteStore(copy);
    const chains = ['cut', 'gone', 'listed'].map((key) => chainOf(key, [[], [], []]));
    for (const commit of chains.flat()) await store.append(commit);
    const listed = fold(chains[2] ?? []);
    if (listed !== null) await store.putSummary(summarize(listed));
    const anchor = join(folder, 'anchor.jsonl');
    const heads = chains.slice(0, 2).flatMap((commits) => {
      const { experiment, version, hash } = commits[2] ?? {};
      return { experiment, version, hash };
    });
    writeFileSync(anchor, `${JSON.stringify({ heads })}\n`);
    await store.close();
    const all = ['--store', copy, '--anchor', anchor];
    expect(tool('audit', ...all)).toMatchObject({ status: 0 });
    const vandal = new DatabaseSync(copy);
    vandal.exec(`DELETE FROM commits WHERE id = 'cut:3' OR experiment IN ('gone', 'listed')`);
    vandal.close();
    expect(tool('audit', ...all)).toMatchObject({
      status: 1,
      lines: [
        'cut: broken at cut:3: the entries after version 2 are gone; there were 3',
        'gone: broken at gone:3: all entries are gone; there were 3',
        'listed: broken at listed:3: all entries are gone; there were 3',
        'audit: 1 chains, 2 commits, 3 broken',
      ],
    });
    expect(tool('audit', ...all, 'cut')).toMatchObject({ status: 1 });
    expect(tool('audit', '--store', copy, '--anchor', join(folder, 'none'))).toMatchObject({ status: 2 });
  });

  it('do not change the file that they read, nor bring it to the present schema', async () => {
    const old = join(folder, 'old.sqlite');
    const store = await openSqliteStore(old);
    for (const commit of chainOf('gate', [[], []])) await store.append(commit);
    await store.close();
    const earlier = new DatabaseSync(old);
    earlier.exec('DROP INDEX commits_buried; DROP TABLE bots; PRAGMA user_version = 1');
    earlier.close();
    const before = readFileSync(old);
    expect(tool('audit', '--store', old).lines).toEqual(['audit: 1 chains, 2 commits, 0 broken']);
    expect(tool('replay', '--store', old).complaint).toBe('');
    expect(readFileSync(old).equals(before)).toBe(true);
  });

  it('name damage to an index, which no chain shows', async () => {
    const harmed = join(folder, 'harmed.sqlite');
    const store = await openSqliteStore(harmed);
    for (const commit of chainOf('gate', [[], []])) await store.append(commit);
    await store.close();
    const file = new DatabaseSync(harmed);
    const row = file.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'commits_pending'`).get();
    file.close();
    const bytes = readFileSync(harmed);
    const start = (Number(row?.['rootpage']) - 1) * 4096;
    writeFileSync(harmed, bytes.fill(0xff, start, start + 4096));
    const { status, lines } = tool('audit', '--store', harmed);
    expect(status).toBe(1);
    expect(lines[0]).toMatch(/^the database file is damaged: .* Restore a backup$/);
  });

  it('name the first broken link and the decision that comes out otherwise', () => {
    const vandal = new DatabaseSync(path);
    vandal.exec(
      `UPDATE commits SET body = replace(body, '"kind":"design"', '"kind":"implement"') WHERE version = 1`,
    );
    vandal.close();
    const audit = tool('audit', '--store', path);
    expect(audit.status).toBe(1);
    expect(audit.lines).toEqual([
      'gate: broken at gate:1: its content does not give its hash',
      'audit: 1 chains, 9 commits, 1 broken',
    ]);
    const replayed = tool('replay', '--store', path);
    expect(replayed.status).toBe(1);
    expect(replayed.lines).toEqual([
      'gate:1 propose',
      '  effects.1.kind: "implement" → "design"',
      'replay: 9 decisions, 1 different',
    ]);
  });
});
