import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What other tools import, and the tool that passes its options on; the rest read options. */
const HELPERS = [
  'command-line.ts',
  'import-table.ts',
  'in-threads.ts',
  'python.ts',
  'spawn-server.ts',
  'test-all.ts',
  'type-idea.ts',
];
const TOOLS = globSync('tools/*.ts').filter((path) => !HELPERS.includes(path.replace('tools/', '')));

describe('a tool', () => {
  it.each(TOOLS)('%s ends with 2 and its usage on an option that it does not know', (path) => {
    const run = spawnSync(process.execPath, [path, '--nonsense'], { encoding: 'utf8' });
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(/^Unknown option '--nonsense'.*\nusage: /);
    expect(run.stderr).not.toContain('.env');
  });
});
