import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGitHubCodeHost } from '#adapters/github/code-host.ts';
import { findMentions, type MentionsToFind } from '#features/clean-up/find-mentions.ts';
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

interface Asked extends Partial<MentionsToFind> {
  readonly fetch?: typeof fetch;
}

async function find({ fetch: send = fetch, ...more }: Asked = {}) {
  const codeHost = createGitHubCodeHost({ token: github.token, baseUrl: github.url, fetch: send });
  const found = await findMentions(
    { codeHost },
    { repository: 'acme/shop', flagKey: FLAG, likely: [], ...more },
  );
  return found === null ? null : { ...found, files: found.files.map(({ path }) => path).sort() };
}

/** GitHub's index lags behind: it knows nothing yet. */
const emptyIndex: typeof fetch = async (input, init) =>
  String(input).includes('/search/code')
    ? Response.json({ total_count: 0, incomplete_results: false, items: [] })
    : fetch(input, init);

const read = () =>
  github.requests.flatMap(({ path }) => (path.includes('/contents/') ? [path.split('/contents/')[1]] : []));

describe('findMentions', () => {
  it('reads what the search names, whatever the language, and neither lock nor hidden files nor pictures', async () => {
    expect(await find()).toEqual({ files: MENTIONING, complete: true });
    expect(read().sort()).toEqual(MENTIONING);
  });
  it('reads the files of the pull request, though the index does not know them yet', async () => {
    expect(await find({ likely: ['src/gate.rs'], fetch: emptyIndex })).toEqual({
      files: [`src/${FLAG}.scala`, 'src/gate.rs'],
      complete: true,
    });
  });
  it('walks through the repository if the search cannot tell', async () => {
    github.fail({ kind: 'http-422', path: '/search/code', times: 1 });
    expect(await find()).toEqual({ files: MENTIONING, complete: true });
    expect(read()).toContain('README.md');
  });
  it('passes over a file that is too large, and goes on', async () => {
    await github.commitToMain({ 'src/big.json': 'x'.repeat(1_000_001) }, 'chore: data');
    github.fail({ kind: 'http-422', path: '/search/code', times: 1 });
    expect(await find({ likely: ['src/big.json'] })).toEqual({ files: MENTIONING, complete: true });
  });
  it('walks if nothing was found, for the index may lag behind', async () => {
    const flagKey = 'const FLAG';
    expect(await find({ flagKey, fetch: emptyIndex })).toEqual({ files: ['src/gate.rs'], complete: true });
  });
  it('reads no more files than it may, and says that it has not seen all', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 1_005 }, (_, index) => [`data/${index}.txt`, 'x\n']),
    );
    await github.commitToMain(many, 'chore: data');
    github.fail({ kind: 'http-422', path: '/search/code', times: 1 });
    expect(await find({ likely: ['src/gate.rs'], mostRead: 3 })).toMatchObject({ complete: false });
    expect(read()).toHaveLength(3);
    expect(read()).toContain('src/gate.rs');
  });
  it('answers null if the repository cannot be read', async () => {
    expect(await find({ repository: 'acme/nowhere' })).toBeNull();
  });
});
