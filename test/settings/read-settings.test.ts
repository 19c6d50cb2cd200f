import { describe, expect, it } from 'vitest';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import { readSettings } from '#settings/file/read-settings.ts';
import { BROKEN, WHOLE } from './broken-files.ts';

/** Every problem of a text as `line path: message`. */
function problems(text: string): readonly string[] {
  const read = readSettings(text);
  if (read.kind === 'ok') return [];
  return read.problem.map(({ line, path, message }) => `${line} ${path === '' ? '' : `${path}: `}${message}`);
}

describe('a settings file', () => {
  it.each([
    ['lists', `product: a\nsurfaces: ${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['groups', `product: a\nsurfaces: ${'{a: '.repeat(50_000)}1${'}'.repeat(50_000)}`],
    ['lists in a line', `product: a\n${'- '.repeat(100_000)}a`],
    ['both', `product: a\n${'- ['.repeat(20_000)}`],
  ])('says that %s lie too deep, and in which line', (_what, text) => {
    expect(problems(text)).toEqual([
      '2 Lists and groups lie in each other here deeper than any setting. Close brackets, or take levels away.',
    ]);
  });

  it('gives every part in the words of the domain', () => {
    const read = readSettings(WHOLE);
    if (read.kind === 'refused') throw new Error(problems(WHOLE).join('\n'));
    expect(read.value.metrics).toEqual([
      {
        key: 'orders',
        name: 'Orders',
        description: 'completed an order',
        kind: 'proportion',
        event: 'order_completed',
        property: null,
        desiredDirection: 'increase',
        windowDays: 14,
        where: [{ property: 'country', operator: 'exact', value: 'DE' }],
      },
      {
        key: 'revenue',
        name: 'Revenue',
        description: 'money per unit',
        kind: 'mean',
        event: 'order_completed',
        property: 'revenue',
        desiredDirection: 'increase',
        windowDays: 14,
        cap: { quantile: 0.99 },
      },
      {
        key: 'return_rate',
        name: '7-day return',
        description: 'came back',
        kind: 'proportion',
        isRetention: true,
        event: 'app_opened',
        property: null,
        desiredDirection: 'increase',
        delayDays: 7,
        windowDays: 14,
      },
      {
        key: 'basket',
        name: 'Basket',
        description: 'items per order',
        kind: 'ratio',
        event: 'item_added',
        property: null,
        denominator: { event: 'order_completed', property: null },
        desiredDirection: 'increase',
        windowDays: 14,
      },
    ]);
    expect(read.value).toMatchObject({
      roles: { approvers: ['U012AB3CD'], admins: [] },
      repositories: ['acme/shop'],
      surfaces: [
        {
          name: 'cart',
          rules: [{ match: 'starts-with', property: '$pathname', value: '/cart' }],
          crossesLogin: false,
        },
      ],
      guardrails: ['revenue'],
      defaults: { alpha: 0.05, power: 0.8, margin: 0.05, risk: [{ surface: 'cart', atLeast: 'high' }] },
      retentionDays: 365,
      testAccounts: { platformFilter: true, rules: [] },
      dimensions: [],
    });
  });

  it('without rules for a surface counts what is named like it', () => {
    expect(EXAMPLE_SETTINGS.surfaces[0]).toEqual({
      name: 'level gate',
      rules: [{ match: 'named', value: 'level gate' }],
      crossesLogin: false,
    });
  });

  it.each(BROKEN)('with %s is refused with every problem and its line', (_, from, to, expected) => {
    expect(WHOLE).toContain(from);
    const found = problems(WHOLE.replace(from, () => to));
    for (const [index, start] of expected.entries()) {
      expect(found[index] ?? 'no such problem').toContain(start);
      expect(found[index]?.startsWith(start)).toBe(true);
    }
    // An empty file, a list and a bomb of aliases have one cause, and the rest would be noise.
    if (from !== WHOLE) expect(found).toHaveLength(expected.length);
  });

  it('tells problems of several parts and kinds together, in order of the lines', () => {
    const changes = BROKEN.filter(([name]) =>
      ['a metric twice', 'a repository by address', 'a sum of nothing', 'a margin in per cent'].includes(
        name,
      ),
    );
    const text = changes.reduce((whole, [, from, to]) => whole.replace(from, to), WHOLE);
    expect(problems(text).map((line) => line.split(': ')[0])).toEqual([
      '4 repositories[0]',
      '24 metrics.revenue.aggregate',
      '36 This key stands twice. Remove one of the two.',
      '46 defaults.margin',
    ]);
  });

  it('is refused if it is far too long, without being parsed', () => {
    expect(problems(`# ${'x'.repeat(600_000)}`)).toEqual(['1 The file is longer than 500000 characters.']);
  });
});
