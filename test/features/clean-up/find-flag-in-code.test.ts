import { describe, expect, it } from 'vitest';
import { findFlagInCode } from '#features/clean-up/find-flag-in-code.ts';
import type { RepositoryView } from '#ports/code-host.ts';
import { readRepository } from '#tools/repositories/made-up-repository.ts';
import { livesByEdits } from '#tools/repositories/play-edits.ts';

type Files = Readonly<Record<string, string>>;

function viewOf(files: Files): RepositoryView {
  const paths = Object.keys(files);
  return {
    paths,
    mode: (path) => (path in files ? '100644' : null),
    read: async (path) => files[path] ?? null,
    search: async (text) => paths.filter((path) => files[path]?.includes(text)),
  };
}

async function findIn(name: string, life: 'before' | 'flagged' | 'shipped' | 'killed') {
  const repository = await readRepository(name);
  const files = livesByEdits(repository)[life];
  return findFlagInCode(viewOf(files), { flagKey: repository.flagKey, likely: [] });
}

describe('the flag in a repository', () => {
  it.each([
    [
      'storefront-typescript',
      ['deliveryBar'],
      ['src/flags/registry.ts'],
      ['src/basket/render-basket.ts', 'src/flags/registry.ts'],
    ],
    ['newsletter-javascript', [], [], ['lib/subject.js']],
    [
      'bookshop-python',
      ['SIMILAR_BOOKS'],
      ['bookshop/flags.py'],
      ['bookshop/flags.py', 'bookshop/similar.py'],
    ],
    [
      'courier-go',
      ['RoundPrice'],
      ['internal/flags/keys.go'],
      ['internal/flags/keys.go', 'internal/quote/price.go'],
    ],
    [
      'clinic-java',
      ['REMINDER_LEAD'],
      ['src/main/java/com/example/clinic/Experiment.java'],
      ['src/main/java/com/example/clinic/Experiment.java', 'src/main/java/com/example/clinic/Reminders.java'],
    ],
    [
      'museum-ruby',
      ['room_text'],
      ['config/experiments.yml'],
      ['config/experiments.yml', 'lib/museum/guide.rb'],
    ],
  ])(
    'is found in %s by its key and by the names that stand for it',
    async (name, names, declaring, places) => {
      expect(await findIn(name, 'flagged')).toEqual({ places, declaring, names, barred: [] });
      for (const life of ['before', 'shipped', 'killed'] as const) {
        expect((await findIn(name, life)).places).toEqual([]);
      }
    },
  );

  const find = (files: Files, more: Partial<Parameters<typeof findFlagInCode>[1]> = {}) =>
    findFlagInCode(viewOf(files), { flagKey: 'gate-k7q2', likely: [], ...more });

  it('is not a longer key that begins or ends alike', async () => {
    const files = {
      'a.ts': "ask('gate-k7q2-b');",
      'b.ts': "ask('old-gate-k7q2');",
      'c.ts': "ask('gate-k7q2');",
    };
    expect((await find(files)).places).toEqual(['c.ts']);
  });

  it('gives no name of a longer key in the same settings', async () => {
    const files = {
      'config/a.yml':
        'first_gate:\n  key: gate-k7q2\nother_gate:\n  key: gate-k7q2-b\nold_gate: old-gate-k7q2\n',
      'config/b.json': '{\n  "gate-k7q2-b": {\n    "on": false\n  }\n}\n',
      'src/a.rb': 'ask(:other_gate)',
    };
    const found = await find(files);
    expect(found.names).toEqual(['first_gate']);
    expect(found.places).toEqual(['config/a.yml']);
  });

  it('stands in the name of a file, too', async () => {
    expect((await find({ 'src/gate-k7q2.ts': 'export {};' })).places).toEqual(['src/gate-k7q2.ts']);
  });

  it('is told of in files that the bot may not edit', async () => {
    const found = await find({
      '.github/flags.yml': 'only: gate-k7q2\n',
      'package.json': '{"x":"gate-k7q2"}',
    });
    expect(found).toMatchObject({ places: [], barred: ['.github/flags.yml', 'package.json'] });
  });

  it('is found by a name that stood for it, although the key is gone', async () => {
    const files = { 'src/a.ts': 'ask(GATE_LEVEL);', 'src/b.ts': 'ask(GATE_LEVELS);' };
    expect((await find(files, { names: ['GATE_LEVEL'] })).places).toEqual(['src/a.ts']);
  });

  it('has no name of one word, which would be found everywhere', async () => {
    const files = { 'src/flags.ts': "export const gate = 'gate-k7q2';", 'src/b.ts': 'open(gate);' };
    expect((await find(files)).names).toEqual([]);
  });

  it('is named by no variable within a function', async () => {
    const files = {
      'src/a.ts': "function f() { const gateVariant = ask('gate-k7q2'); return gateVariant; }",
    };
    expect((await find(files)).names).toEqual([]);
  });
});
