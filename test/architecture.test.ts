import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forbidden, IMPORT_TABLE } from '#tools/import-table.ts';

const SPECIFIER =
  /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

/** What a file imports: paths as the import table names them, and names of packages. */
function importsOf(path: string, source: string): ({ folder: string } | { package: string })[] {
  return Array.from(source.matchAll(SPECIFIER), (match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    if (specifier.startsWith('#')) return { folder: specifier.slice(1) };
    if (specifier.startsWith('.')) return { folder: join(dirname(path), specifier) };
    const [scope = '', name] = specifier.split('/');
    return { package: scope.startsWith('@') ? `${scope}/${name}` : specifier };
  });
}

const files = globSync(['src/**/*.ts', 'sandbox/**/*.ts'], {
  exclude: (path) => path.includes('sandbox/shop/files') || path.endsWith('.d.ts'),
}).map((path) => ({ path: path.replace(/^src\//, ''), source: readFileSync(path, 'utf8') }));

describe('the import table', () => {
  it('holds for every import of every file', () => {
    const broken = files.flatMap(({ path, source }) =>
      importsOf(path, source).flatMap((target) => forbidden(path, target) ?? []),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(broken).toEqual([]);
  });

  it.each([
    ['domain/plan.ts', "import { z } from 'zod';"],
    ['domain/plan.ts', "import type { Chat } from '#ports/chat.ts';"],
    ['stats/moments.ts', "import { readFileSync } from 'node:fs';"],
    ['stats/moments.ts', "import jstat from 'jstat';"],
    ['ports/flags.ts', "import { message } from '#block-kit/message.ts';"],
    ['adapters/github/x.ts', "import { toSlackError } from '#adapters/slack/errors.ts';"],
    ['adapters/github/x.ts', "import { PostHog } from 'posthog-node';"],
    ['features/clean-up/clean-up.ts', "import { section } from '#block-kit/layout.ts';"],
    ['features/thread/index.ts', "import { openStore } from '../../adapters/sqlite/open.ts';"],
    ['block-kit/x.ts', "export { count } from '#domain/figures.ts';"],
    ['shared/x.ts', "const plan = await import('#domain/plan.ts');"],
  ])('refuses in %s: %s', (path, line) => {
    const [target] = importsOf(path, line);
    expect(target).toBeDefined();
    expect(target === undefined ? null : forbidden(path, target)).toMatch(/may not import/);
  });

  it('allows what it should', () => {
    expect(
      forbidden('stats/distributions/gamma.ts', { package: '@stdlib/math-base-special-gammainc' }),
    ).toBeNull();
    expect(forbidden('stats/distributions.ts', { package: 'jstat' })).toBeNull();
    expect(forbidden('features/thread/index.ts', { package: '@slack/bolt' })).toBeNull();
  });
});

describe('the house', () => {
  it('has a row in the table for every folder under src/', () => {
    const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const rooms = new Set(IMPORT_TABLE.map(({ room }) => room.split('/')[0]));
    expect(folders.map(({ name }) => name).filter((name) => !rooms.has(name))).toEqual([]);
  });

  it('loads the sandbox by import() in main.ts and nowhere else in the product', () => {
    const loaders = files
      .filter(({ path, source }) => !path.startsWith('sandbox/') && source.includes('#sandbox/'))
      .map(({ path, source }) => [path, source.match(/^.*#sandbox\/.*$/gm)?.map((line) => line.trim())]);
    expect(loaders).toEqual([['main.ts', ["return await import('#sandbox/play/start.ts');"]]]);
  });

  it('reads process.env in one file only', () => {
    const readers = files.filter(({ source }) => source.includes('process.env')).map(({ path }) => path);
    expect(readers).toEqual(['app/config.ts']);
  });

  it('keeps every file under 300 lines', () => {
    const long = files
      .filter(({ source }) => source.trimEnd().split('\n').length > 300)
      .map(({ path }) => path);
    expect(long).toEqual([]);
  });
});
