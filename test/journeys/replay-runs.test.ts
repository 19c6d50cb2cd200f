import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentRun } from '#domain/agent-output.ts';
import { childEnvironment } from '#test/support/child-environment.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { failing } from '#test/support/journey-drafts.ts';
import { reach } from '#test/support/journey-stages.ts';
import { replayRuns } from '#tools/replay-runs/replay-runs.ts';
import { workLines } from '#tools/replay-runs/run-lines.ts';
import { readSqliteStore } from '#tools/store/store-reader.ts';

let folder = '';
let key = '';
const file = () => join(folder, 'bot.sqlite');

/** An idea whose first answer is rubbish, a plan that is asked to change, a pull request that is mended, a report, a clean-up. */
async function played(journey: Journey): Promise<string> {
  const { model } = journey.running.sandbox;
  model?.fail({ kind: 'rubbish', times: 1, role: 'supervisor' });
  const idea = await journey.propose('mia');
  await journey.press('sam', idea, 'request_changes');
  await journey.fill('sam', { reason: 'Look at it once a week' });
  await journey.press('priya', idea, 'approve_plan');
  await failing(journey, idea, 'replace `on the way up` with `on the way`');
  const { code } = await journey.load(idea);
  await journey.running.merge(code?.pullRequest.number ?? 0, 'sam');
  await journey.press('priya', idea, 'launch');
  await reach(journey, idea, ['deciding'], 35);
  await journey.press('priya', idea, 'decide_kill');
  await journey.fill('priya', { reason: 'It costs more than it brings' }).catch(() => {});
  await reach(journey, idea, ['cleaning-up']);
  await journey.command('sam', 'Show the price before the cart');
  await journey.fill('sam', {});
  return idea;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'replay-runs-'));
  await withJourney(
    async (journey) => {
      key = await played(journey);
    },
    { databaseFile: file() },
  );
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

function replay(store: string, experiments = [key]) {
  return spawnSync(process.execPath, ['tools/replay.ts', '--store', store, '--runs', ...experiments], {
    encoding: 'utf8',
    env: childEnvironment(),
  });
}

/** The lines of a replay in this process. */
async function linesOf(path: string, experiment = key): Promise<string> {
  const store = await readSqliteStore(path);
  try {
    return (await replayRuns(store, experiment)).flatMap(workLines).join('\n');
  } finally {
    await store.close();
  }
}

/** A copy of the store, changed by one statement or by hand. */
function changed(name: string, change: (database: DatabaseSync) => void): string {
  const copy = join(folder, `${name}.sqlite`);
  copyFileSync(file(), copy);
  const database = new DatabaseSync(copy);
  change(database);
  database.close();
  return copy;
}

const callsOf = (database: DatabaseSync, prompt: string): readonly string[] =>
  database
    .prepare('SELECT body FROM commits ORDER BY version')
    .all()
    .flatMap(({ body }) => JSON.parse(String(body)).command.runs ?? [])
    .filter((run: AgentRun) => run.prompt.startsWith(`${prompt}@`))
    .map((run: AgentRun) => run.kept ?? '');

describe('the runs of an experiment from the idea to the clean-up', () => {
  it('are all the same when they are played again, without a key, a server or a network', () => {
    const { stdout, stderr, status } = replay(file());
    expect(stderr).toBe('');
    const lines = stdout.trimEnd().split('\n');
    const titles = lines.slice(0, -1).filter((line) => !line.startsWith(' '));
    expect(titles.map((line) => line.replaceAll(/\S+:[\d:]+/g, '…'))).toEqual([
      ...['design …', 'design …', 'implement …', 'revise …', 'clean-up …'],
      ...['words of the look …', 'words of the look …'],
    ]);
    const said = lines.slice(0, -1).filter((line) => line.startsWith(' '));
    expect(said.filter((line) => !line.endsWith(': same'))).toEqual([]);
    for (const prompt of [
      'supervisor',
      'designer',
      'policy',
      'place-finder',
      'implementer',
      'repairer',
      'cleaner',
      'analyst',
    ])
      expect(said.some((line) => line.startsWith(`  ${prompt}@`))).toBe(true);
    for (const command of ['recordDesign', 'recordPullRequest', 'recordRevision', 'recordCleanUpPullRequest'])
      expect(said.some((line) => line.endsWith(`${command}: same`))).toBe(true);
    expect(lines.at(-1)).toBe(
      `runs: ${said.length} the same, 0 different, 0 altered, 0 not kept, 0 not to be replayed`,
    );
    expect(status).toBe(0);
  });

  it('are played for every experiment if none is named, the choices for a short idea among them', () => {
    const { stdout, status } = replay(file(), []);
    expect(stdout).toMatch(/^ {2}chooser@\d+: same$/m);
    expect(stdout).toMatch(/recordChoices: same$/m);
    expect(stdout).toContain(' 0 different, 0 altered, 0 not kept, 0 not');
    expect(status).toBe(0);
  });

  it('name the one whose kept answer was altered', () => {
    const copy = changed('altered', (database) => {
      const [hash = ''] = callsOf(database, 'implementer');
      const row = database.prepare('SELECT body FROM runs WHERE id = ?').get(hash);
      const content = JSON.parse(gunzipSync(row?.['body'] as Uint8Array).toString());
      content.outcome.answer.text = content.outcome.answer.text.replace('summary', 'summery');
      database.prepare('UPDATE runs SET body = ? WHERE id = ?').run(gzipSync(JSON.stringify(content)), hash);
    });
    const { stdout, status } = replay(copy);
    expect(stdout).toMatch(
      /^ {2}implementer@\d+: ALTERED \(what is kept does not give its hash [0-9a-f]{64}\)$/m,
    );
    expect(stdout).toContain('what came of it: DIFFERS (it cannot go on without this answer)');
    expect(stdout).toContain(' 1 altered, 0 not kept');
    expect(status).toBe(1);
  });

  it('say which answer is not kept any more', async () => {
    const copy = changed('erased', (database) => {
      const [hash = ''] = callsOf(database, 'designer');
      database.prepare('DELETE FROM runs WHERE id = ?').run(hash);
    });
    const stdout = await linesOf(copy);
    expect(stdout).toMatch(/^ {2}designer@\d+: missing \(the answer is not kept any more\)$/m);
    expect(stdout).toMatch(/^ {2}implementer@\d+: same$/m);
  });

  it('show another plan if the figures were others', async () => {
    const copy = changed('figures', (database) => {
      const work = database
        .prepare(`SELECT id, body FROM runs WHERE id LIKE 'work:%:1:1' AND experiment = ?`)
        .get(key);
      const text = gunzipSync(work?.['body'] as Uint8Array).toString();
      const other = text.replaceAll(/"n":(\d+)/g, (_, n: string) => `"n":${Number(n) * 2}`);
      expect(other).not.toBe(text);
      database.prepare('UPDATE runs SET body = ? WHERE id = ?').run(gzipSync(other), String(work?.['id']));
    });
    const stdout = await linesOf(copy);
    expect(stdout).toMatch(/^ {2}policy@\d+: DIFFERS \(other input in plan\)$/m);
    expect(stdout).toMatch(/recordDesign: DIFFERS \(plan/);
  });

  it('that are gone altogether are said to be, one by one', async () => {
    const copy = changed('gone', (database) => database.exec('DELETE FROM runs'));
    const stdout = await linesOf(copy);
    expect(stdout).toMatch(
      /^other calls of .*\n {2}supervisor@\d+: missing \(the answer is not kept any more\)$/m,
    );
    expect(stdout).not.toMatch(/: (?:same|DIFFERS)/);
  });

  it('read a file of an earlier version, which has none', async () => {
    const copy = changed('earlier', (database) => database.exec('DROP TABLE runs'));
    expect(await linesOf(copy)).toMatch(/^other calls of /m);
  });
});
