import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGitHubCodeHost } from '#adapters/github/code-host.ts';
import { findMentions } from '#features/clean-up/find-mentions.ts';
import { type SandboxGitHub, startGitHub } from '#sandbox/stand-ins/github/sandbox-github.ts';

const FLAG = 'gate-k7q2';
const FILES = {
  'README.md': '# Shop\n',
  'src/Gate.php': `<?php flag('${FLAG}');\n`,
  'src/gate.rs': `const FLAG: &str = "${FLAG}";\n`,
  [`src/${FLAG}.scala`]: 'object Gate\n',
  'package-lock.json': `{"description":"${FLAG}"}\n`,
  '.env': `FLAG=${FLAG}\n`,
  'docs/picture.png': `no picture of ${FLAG}\n`,
};
const MENTIONING = ['src/Gate.php', `src/${FLAG}.scala`, 'src/gate.rs'];

let github: SandboxGitHub;
beforeEach(async () => {
  github = await startGitHub({ files: FILES });
});
afterEach(() => github.close());

async function find({ likely = [], flagKey = FLAG }: { likely?: readonly string[]; flagKey?: string } = {}) {
  const codeHost = createGitHubCodeHost({ token: github.token, baseUrl: github.url });
  const pinned = await codeHost.pin('acme/shop');
  if (pinned === null) throw new Error('the repository is there');
  const found = await findMentions(pinned, flagKey, likely);
  return { ...found, files: found.files.map(({ path }) => path).sort() };
}

describe('findMentions', () => {
  it('finds them in whatever language, and neither in lock nor hidden files nor pictures', async () => {
    expect(await find()).toEqual({ files: MENTIONING, complete: true });
  });
  it('finds any text', async () => {
    expect(await find({ flagKey: 'const FLAG' })).toEqual({ files: ['src/gate.rs'], complete: true });
    expect(await find({ flagKey: 'gate-none' })).toEqual({ files: [], complete: true });
  });
  it('says that a file is too large to be looked through', async () => {
    await github.commitToMain({ 'src/big.json': 'x'.repeat(10 * 1024 * 1024 + 1) }, 'chore: data');
    expect(await find()).toEqual({ files: MENTIONING, complete: false });
  });
});
