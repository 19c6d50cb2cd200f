import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGitHubCodeHost } from '#adapters/github/code-host.ts';
import { type SandboxGitHub, startGitHub } from '#sandbox/stand-ins/github/sandbox-github.ts';

const COMMIT = '1234567890123456789012345678901234567890';
const POINTER = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n';
const FILES = {
  'README.md': '# Shop\n',
  'bom.ts': '\uFEFFexport const a = 1;\r\nexport const b = 2;\r\n',
  'no-newline.ts': 'export const c = 3;',
  'model.bin': POINTER,
  [`${'deep/'.repeat(30)}größe 1.ts`]: 'export const deep = 4;\n',
};

const PACKED = gzipSync(randomBytes(4_000)).subarray(0, 20);
const BROKEN = Buffer.concat([PACKED, Buffer.alloc(4_000, 7)]);

let github: SandboxGitHub;
beforeEach(async () => {
  github = await startGitHub({ files: FILES });
  await github.commitEntries(
    [
      { path: 'run.sh', mode: '100755', content: '#!/bin/sh\necho export\n' },
      { path: 'link.ts', mode: '120000', content: 'bom.ts' },
      { path: 'sub', mode: '160000', content: COMMIT },
      { path: 'logo.png', mode: '100644', content: new Uint8Array([0x89, 0xff, 0, 1]) },
    ],
    'chore: what a repository may hold',
  );
});
afterEach(() => github.close());

async function pin(send: typeof fetch = fetch) {
  const host = createGitHubCodeHost({ token: github.token, baseUrl: github.url, fetch: send });
  const pinned = await host.pin('acme/shop');
  if (pinned === null) throw new Error('the repository is there');
  return pinned;
}
const count = (part: string) => github.requests.filter(({ path }) => path.includes(part)).length;

describe('a repository at one commit', () => {
  it('knows links, submodules and executables as what they are, and reads through none', async () => {
    const pinned = await pin();
    const modes = ['run.sh', 'link.ts', 'sub', 'logo.png', 'README.md'].map(pinned.mode);
    expect(modes).toEqual(['100755', '120000', '160000', '100644', '100644']);
    expect(pinned.paths).toEqual(expect.arrayContaining(['link.ts', 'sub']));
    // Before and after the archive was read.
    for (let round = 0; round < 2; round += 1) {
      for (const path of ['link.ts', 'sub', 'logo.png', 'bom.ts/x'])
        expect(await pinned.read(path)).toBeNull();
      for (const [path, text] of Object.entries(FILES)) expect(await pinned.read(path)).toBe(text);
      await pinned.search('x');
    }
  });

  it('searches all texts, and asks for them once', async () => {
    const pinned = await pin();
    expect([...(await pinned.search('export'))].sort()).toEqual([
      'bom.ts',
      `${'deep/'.repeat(30)}größe 1.ts`,
      'no-newline.ts',
      'run.sh',
    ]);
    expect(await pinned.search('= 1;\r\n')).toEqual(['bom.ts']);
    expect(await pinned.search('größe')).toEqual([]);
    expect(await pinned.unsearched()).toEqual([]);
    expect(count('/tarball/')).toBe(1);
    expect(count('/git/blobs/')).toBe(0);
  });

  it('finds what the attributes of the repository leave out of the archive or rewrite in it', async () => {
    await github.commitToMain(
      {
        '.gitattributes': 'tests export-ignore\nVERSION export-subst\n',
        'tests/a.test.ts': 'hidden from archives\n',
        VERSION: '$Format:%H$\n',
      },
      'chore: attributes',
    );
    const pinned = await pin();
    expect(await pinned.search('hidden from archives')).toEqual(['tests/a.test.ts']);
    expect(await pinned.search('$Format:%H$')).toEqual(['VERSION']);
    expect(await pinned.read('VERSION')).toBe('$Format:%H$\n');
    expect(count('/git/blobs/')).toBe(2);
  });

  it('takes nothing from an archive of other contents', async () => {
    const lying: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (!answer.url.includes('/codeload/')) return answer;
      return new Response(gzipSync(Buffer.alloc(1024)));
    };
    const pinned = await pin(lying);
    expect(await pinned.search('# Shop')).toEqual(['README.md']);
  });

  it('reads many files in one request', async () => {
    const files = Array.from({ length: 60 }, (_, index): [string, string] => [
      `src/${index}.ts`,
      `${index}\n`,
    ]);
    await github.commitToMain(Object.fromEntries(files), 'feat: many');
    const pinned = await pin();
    for (const [path, text] of files) expect(await pinned.read(path)).toBe(text);
    expect(count('/git/blobs/')).toBe(20);
    expect(count('/tarball/')).toBe(1);
  });

  it('asks again for an archive that did not come', async () => {
    const pinned = await pin();
    github.fail({ kind: 'http-500', path: '/tarball/', times: 1 });
    await expect(pinned.search('Shop')).rejects.toMatchObject({ code: 'github.unavailable' });
    github.fail({ kind: 'unreachable', path: '/codeload/', times: 1 });
    await expect(pinned.search('Shop')).rejects.toMatchObject({ code: 'github.unreachable' });
    github.fail({ kind: 'garbled', path: '/codeload/', times: 1 });
    expect(await pinned.search('Shop')).toEqual(['README.md']);
  });

  it.each([
    ['is wrong from its first part on', [BROKEN]],
    ['breaks after some parts', [PACKED, BROKEN, BROKEN]],
    ['ends too soon', [PACKED]],
  ])('ends with a fault if the archive %s', async (_how, parts) => {
    const pinned = await pin(async (input, init) =>
      String(input).includes('/tarball/') ? new Response(streamOf(parts)) : fetch(input, init),
    );
    await expect(pinned.search('Shop')).rejects.toMatchObject({ code: 'github.unexpected-answer' });
  });

  it('says which files are too large to be searched', async () => {
    await github.commitToMain({ 'big.json': 'x'.repeat(10 * 1024 * 1024 + 1) }, 'chore: data');
    const pinned = await pin();
    expect(await pinned.search('xx')).toEqual([]);
    expect(await pinned.unsearched()).toEqual(['big.json']);
    expect(await pinned.read('big.json')).toBeNull();
  });
});

function streamOf(parts: readonly Buffer[]): ReadableStream<Uint8Array> {
  return ReadableStream.from(parts);
}
