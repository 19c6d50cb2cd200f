import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { chain } from '#test/support/arbitraries.ts';

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
