import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { readHistory } from '#features/import-past/read-history.ts';
import { readCsv } from '#shared/records/read-csv.ts';
import { chainOf } from '#test/support/experiments.ts';

let folder = '';
let store = '';
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'import-'));
  store = join(folder, 'store.sqlite');
  await (await openSqliteStore(store)).close();
});
afterEach(() => rmSync(folder, { recursive: true }));

const GOOD = {
  ...{ key: 'old-1', title: 'Green button', idea: 'Paint it green', surface: 'cart', goalMetric: 'orders' },
  ...{ outcome: 'killed', endedAt: '2024-02-29', effect: { relative: 0.01, low: -0.01, high: 0.03 } },
};

function run(file: string, content: string, ...options: readonly string[]) {
  const path = join(folder, file);
  writeFileSync(path, content);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['tools/import.ts', path, '--store', store, ...options],
    { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  );
  return { status, stdout, stderr: stderr.replaceAll(`${path}:`, '') };
}

async function held(): Promise<readonly string[]> {
  const opened = await openSqliteStore(store);
  const lines = await Promise.all((await opened.pastVersions()).map((id) => opened.pastLine(id)));
  await opened.close();
  return lines.map((line) => `${line?.key} ${line?.version} ${line?.past?.idea}`);
}

const json = (...records: readonly unknown[]) => JSON.stringify({ experiments: records }, null, 2);

describe('npm run import', () => {
  it('takes the example files, which hold the same, and again without any change', async () => {
    const csv = readFileSync('docs/examples/history.csv', 'utf8');
    expect(run('a.json', readFileSync('docs/examples/history.json', 'utf8'))).toMatchObject({
      status: 0,
      stdout: 'import: 2 new, 0 changed, 0 as before, 0 removed, 0 left out\n',
    });
    expect(run('a.csv', csv).stdout).toContain('0 new, 1 changed, 1 as before');
    expect(run('a.csv', csv).stdout).toContain('0 new, 0 changed, 2 as before');
    expect(await held()).toEqual([
      '2023-free-shipping-bar 2 Show in the cart how much is missing until shipping is free.',
      '2024-guest-checkout 1 Let shoppers pay without an account.',
    ]);
  });

  it('writes nothing if a line is bad, and says of each what to do', async () => {
    const bad = [
      { ...GOOD, key: 'bad key!' },
      { ...GOOD, key: 'old-2', outcome: 'won', endedAt: '2023-02-29' },
      { ...GOOD, key: 'old-3', effect: { relative: 4.2, low: 0.1, high: 0.2 } },
      { ...GOOD, key: 'old-4', effect: { relative: 42, low: 0.1, high: 50 } },
      { ...GOOD, key: 'old-5', winner: true },
      { ...GOOD, idea: ' ' },
      GOOD,
      'a text',
    ];
    const { status, stderr, stdout } = run('a.json', json(GOOD, ...bad));
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^\d+: key must have 1 to 80 letters/),
      expect.stringMatching(/: outcome must be one of shipped, killed/),
      expect.stringMatching(/: endedAt is no day of the calendar\.$/),
      expect.stringMatching(/: effect must lie within its interval/),
      expect.stringMatching(/: effect\.relative must be a fraction/),
      expect.stringMatching(/: effect\.high must be a fraction/),
      expect.stringMatching(/: There is no field winner\.$/),
      expect.stringMatching(/: idea must not be empty\.$/),
      expect.stringMatching(/: The key old-1 stands on line 3, too\./),
      expect.stringMatching(/: This is no experiment/),
      'import: nothing was written; mend these lines, or leave them out by --skip-bad',
      '',
    ]);
    expect(await held()).toEqual([]);
  });

  it('leaves bad lines out if asked to, and writes nothing if it only checks', async () => {
    const content = json(GOOD, { ...GOOD, key: 'old-2', outcome: 'won' });
    expect(run('a.json', content, '--check', '--skip-bad').stdout).toContain('nothing was written');
    expect(await held()).toEqual([]);
    expect(run('a.json', content, '--skip-bad')).toMatchObject({
      status: 0,
      stdout: 'import: 1 new, 0 changed, 0 as before, 0 removed, 1 left out\n',
    });
    expect(await held()).toEqual(['old-1 1 Paint it green']);
  });

  it('removes what is not in the file only if asked to', async () => {
    run('a.json', json(GOOD, { ...GOOD, key: 'old-2' }));
    expect(run('b.json', json(GOOD)).stdout).toContain('0 removed');
    expect(await held()).toHaveLength(2);
    expect(run('b.json', json(GOOD), '--replace').stdout).toContain('1 removed');
    expect(await held()).toHaveLength(1);
  });

  it('takes personal data and secrets out, and says so', async () => {
    const idea = 'Ask ada@shop.dev, token ghp_16C7e42F292c6912E7710c838347Ae178B4a';
    const { status, stderr } = run('a.json', json({ ...GOOD, idea }));
    expect(status).toBe(0);
    expect(stderr).toContain('idea held secrets or personal data, which were masked');
    expect(stderr).not.toContain('ada@');
    expect(await held()).toEqual(['old-1 1 Ask [email removed], token [secret removed]']);
  });

  it('refuses a key that is a secret, and does not repeat it', async () => {
    const key = 'ghp_16C7e42F292c6912E7710c838347Ae178B4a';
    const { status, stderr } = run('a.json', json({ ...GOOD, key }, { ...GOOD, key }));
    expect(status).toBe(1);
    expect(stderr).toContain('The key looks like a secret');
    expect(stderr).not.toContain(key);
    expect(await held()).toEqual([]);
  });

  it('refuses the key of an experiment that the bot ran', async () => {
    const opened = await openSqliteStore(store);
    for (const commit of chainOf('old-1', [[]])) await opened.append(commit);
    await opened.close();
    expect(run('a.json', json(GOOD)).stderr).toContain('The bot ran an experiment with the key old-1 itself');
  });

  it('refuses an option that it does not know, a file that is none, and a missing store', () => {
    expect(run('a.json', json(GOOD), '--fast')).toMatchObject({ status: 2 });
    expect(run('a.txt', 'key')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('.json or .csv'),
    });
    expect(run('a.json', '[{]')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('This is no JSON'),
    });
    expect(run('a.json', json(GOOD), '--store', join(folder, 'none.sqlite'))).toMatchObject({ status: 2 });
  });
});

describe('CSV', () => {
  const { taken, refused }: { taken: readonly { text: string; rows: string[][] }[]; refused: string[] } =
    JSON.parse(readFileSync('test/fixtures/memory/csv-by-python.json', 'utf8'));

  it('is read as Python’s csv module reads it, empty lines left out', () => {
    expect(taken.length).toBeGreaterThan(50);
    for (const { text, rows } of taken) {
      const wanted = rows.filter((row) => row.length > 1 || row[0] !== '');
      expect(readCsv(text)).toMatchObject({ kind: 'ok', value: wanted.map((fields) => ({ fields })) });
    }
  });

  it('is refused if Python’s strict reader refuses it', () => {
    expect(refused.length).toBeGreaterThan(4);
    for (const text of refused) expect(readCsv(text), text).toMatchObject({ kind: 'refused' });
  });

  it('names the line on which a record begins, whatever line breaks are in fields', () => {
    const read = readHistory(
      'a.csv',
      'key,title,idea,surface,goal_metric,outcome,ended_at\na,"b\nc",d,e,f,g,h\ni,j\n',
    );
    expect(read).toMatchObject({
      value: [
        { line: 2, value: { title: 'b\nc' } },
        { line: 4, problem: 'The line has 2 fields, but the first line names 7 columns.' },
      ],
    });
  });

  it('says what its first line lacks or has too much', () => {
    const problem = (text: string) => {
      const read = readHistory('a.csv', text);
      return read.kind === 'refused' ? read.problem.message : null;
    };
    expect(problem('key;title\na;b\n')).toContain('not separated by commas');
    expect(problem('key,name\n')).toContain('There is no column "name"');
    expect(problem('key,key\n')).toContain('stands twice');
    expect(problem('key,title,idea\n')).toBe('The first line lacks surface, goal_metric, outcome, ended_at.');
    expect(problem('')).toContain('empty');
  });
});
