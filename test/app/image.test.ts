import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { childEnvironment } from '#test/support/child-environment.ts';
import { layOutImage, productionPackages } from '#test/support/image.ts';

let image: string;
beforeAll(async () => {
  image = await mkdtemp(join(tmpdir(), 'image-'));
  await layOutImage(image);
});
afterAll(() => rm(image, { recursive: true }));

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, args, {
    cwd: image,
    env: childEnvironment(),
    encoding: 'utf8',
    input: '',
  });
}

describe('the image', () => {
  it('has no sandbox and no package of development', async () => {
    expect(existsSync(join(image, 'sandbox'))).toBe(false);
    const packages = await productionPackages();
    expect(packages).toContain('@slack/bolt');
    expect(packages.filter((name) => ['emulate', 'vitest', 'emojibase-data'].includes(name))).toEqual([]);
  });

  it('says what to set, and ends with 1, if nothing is configured', () => {
    const { status, stdout, stderr } = run('src/main.ts');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    for (const name of ['SLACK_BOT_TOKEN', 'GITHUB_TOKEN', 'OPENAI_API_KEY']) {
      expect(stderr).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
    }
    expect(stderr).toMatch(/has no sandbox\.\n$/);
  });

  it('runs the tools for operators', async () => {
    const store = await openSqliteStore(join(image, 'bot.sqlite'));
    await store.close();
    const found = ['--store', 'bot.sqlite'];
    expect(run('tools/audit.ts', ...found).stdout).toBe('audit: 0 chains, 0 commits, 0 broken\n');
    expect(run('tools/replay.ts', ...found).stdout).toBe('replay: 0 decisions, 0 different\n');
    expect(run('tools/deliveries.ts', ...found).status).toBe(0);
    expect(run('tools/rebuild.ts', ...found).stdout).toBe('rebuild: 0 experiments\n');
    expect(JSON.parse(run('tools/export-person.ts', '--person', 'U1', ...found).stdout)).toBeTypeOf('object');
    expect(run('tools/doctor.ts').stdout).toContain('✗ SLACK_BOT_TOKEN is not set');
    expect(run('tools/settings.ts', 'schema').stdout).toContain('"$schema"');
    expect(run('tools/settings.ts', 'check').stdout).toContain('npm run settings -- discover --write');
    expect(run('tools/flags.ts', 'list', ...found)).toMatchObject({ status: 0, stderr: '' });
    expect(run('tools/flag-keys.ts', 'list', ...found)).toMatchObject({ status: 0, stderr: '' });
    expect(run('tools/forget-unit.ts', 'a-unit').stderr).toContain('CO_PILOT_API');
    expect(run('tools/look-sql.ts', ...found)).toMatchObject({ stderr: '' });
    for (const copied of [
      run('tools/move.ts', '--from', 'bot.sqlite', '--to', 'moved.sqlite'),
      run('tools/backup.ts', 'copy.sqlite', '--from', 'bot.sqlite'),
    ]) {
      expect(copied).toMatchObject({ status: 0, stderr: '' });
    }
  });
});
