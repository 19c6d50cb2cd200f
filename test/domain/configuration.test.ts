import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CONFIGURATION_BOUNDS,
  type Configuration,
  configurationProblem,
} from '#domain/configurations/configuration.ts';
import { configurationChanges, shapeDifference } from '#domain/configurations/configuration-difference.ts';
import { writtenPlace, writtenValue } from '#domain/configurations/written-configuration.ts';
import { withoutHidden } from '#shared/hidden-signs.ts';

const CONTROL: Configuration = {
  model: { name: 'small', temperature: 0.2 },
  tools: ['search'],
  cache: true,
  note: null,
};
const DEEP = [6, 32, 10_000, 100_000];

/** What lies in so many lists, or in so many objects. */
function nested(levels: number, [open, close]: readonly [string, string]): Configuration {
  return JSON.parse(`{"a":${open.repeat(levels)}1${close.repeat(levels)}}`);
}

describe('a configuration', () => {
  it.each([
    [null, 'must be a JSON object'],
    [[1], 'must be a JSON object'],
    ['text', 'must be a JSON object'],
    [{}, 'is empty'],
    [{ a: { b: { c: { d: { e: {} } } } } }, 'is deeper than 5 levels'],
    [{ text: 'x'.repeat(CONFIGURATION_BOUNDS.characters) }, /has 20\d\d characters/],
    [Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`n${at}`, 1])), 'has 101 names'],
    [JSON.parse('{"__proto__": {"a": 1}}'), 'has the name __proto__'],
    [JSON.parse('{"large": 1e999}'), 'has a number that is too large'],
  ])('is refused if it is %j', (given, why) => {
    expect(configurationProblem(given)).toMatch(why);
  });

  it.each(DEEP)('is refused in words if it has %i levels of lists or of objects', (levels) => {
    for (const pair of [['[', ']'] as const, ['{"a":', '}'] as const])
      expect(configurationProblem(nested(levels, pair))).toContain('is deeper than 5 levels');
  });

  it('is refused in words if it has more names than a function takes arguments', () => {
    const names = Object.fromEntries(Array.from({ length: 150_000 }, (_, at) => [`n${at}`, 1]));
    expect(configurationProblem({ a: names })).toMatch(/characters as JSON/);
  });

  it('is taken if it is an object within the bounds', () => {
    expect(configurationProblem(CONTROL)).toBeNull();
    expect(configurationProblem({ a: { b: { c: { d: [] } } } })).toBeNull();
  });
});

describe('the shape of a configuration', () => {
  it.each([
    [{ ...CONTROL, cache: 'yes' }, 'cache is text in place of true or false'],
    [{ ...CONTROL, note: 'a' }, 'note is text in place of null'],
    [{ ...CONTROL, more: 1 }, 'more is only there'],
    [{ model: CONTROL['model'] ?? null }, 'tools is missing'],
    [{ ...CONTROL, model: { name: 'large' } }, 'model.temperature is missing'],
    [{ ...CONTROL, model: ['large'] }, 'model is a list in place of an object'],
    [{ ...CONTROL, tools: ['search', 5] }, 'tools has a number in its list'],
  ] as readonly (readonly [Configuration, string])[])('differs in %j', (other, difference) => {
    expect(shapeDifference(CONTROL, other)).toBe(difference);
  });

  it.each([
    [[{ ask: 'x' }], 'steps[0].wait is missing'],
    [
      [
        { ask: 'x', wait: 1 },
        { ask: 'x', wait: 1, more: 1 },
      ],
      'steps[1].more is only there',
    ],
    [[{ ask: 'x', wait: '1' }], 'steps[0].wait is text in place of a number'],
    [[['x']], 'steps has a list in its list'],
    [
      [
        { ask: 'x', wait: 3 },
        { ask: 'y', wait: 4 },
      ],
      null,
    ],
    [[], null],
  ] as const)('reaches into the objects of a list: %j', (steps, difference) => {
    expect(shapeDifference({ steps: [{ ask: 'a', wait: 1 }] }, { steps })).toBe(difference);
  });

  it('is that of any item of the first list, at each depth, and free if that is empty', () => {
    const mixed = { rows: [[{ a: 1 }], [{ b: [{ c: true }] }]] };
    expect(shapeDifference(mixed, { rows: [[{ b: [{ c: false }] }], [{ a: 2 }, { a: 3 }]] })).toBeNull();
    expect(shapeDifference(mixed, { rows: [[{ b: [{ d: false }] }]] })).toBe('rows[0][0].a is missing');
    expect(shapeDifference({ rows: [] }, { rows: [{ a: 1 }, 5] })).toBeNull();
  });

  it('is the same with other values, in another order, and with longer lists', () => {
    const other = { cache: false, note: null, tools: [], model: { temperature: 1, name: 'large' } };
    expect(shapeDifference(CONTROL, other)).toBeNull();
    const changes = configurationChanges(CONTROL, other);
    expect(changes.map(({ path }) => writtenPlace(path))).toEqual([
      ...['model.name', 'model.temperature', 'tools', 'cache'],
    ]);
    expect(changes[0]).toMatchObject({ before: 'small', after: 'large' });
  });

  it('is its own, whatever it holds, and no place of it has changed', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const configuration = JSON.parse(JSON.stringify(value)) as Configuration;
        expect(shapeDifference(configuration, configuration)).toBeNull();
        expect(configurationChanges(configuration, configuration)).toEqual([]);
      }),
    );
  });
});

describe('what differs between two configurations', () => {
  it('has the values of its own place, also if a name holds a dot', () => {
    const one = { 'a.b': 1, a: { b: 2 }, 'c.d': { e: 3 }, c: { 'd.e': 4, d: { e: 5 } } };
    const other = { 'a.b': 10, a: { b: 20 }, 'c.d': { e: 30 }, c: { 'd.e': 40, d: { e: 50 } } };
    expect(
      configurationChanges(one, other).map(({ path, before, after }) => [writtenPlace(path), before, after]),
    ).toEqual([
      ['"a.b"', 1, 10],
      ['a.b', 2, 20],
      ['"c.d".e', 3, 30],
      ['c."d.e"', 4, 40],
      ['c.d.e', 5, 50],
    ]);
    const changes = configurationChanges({ 'a.b': 1 }, { a: { b: 1 } });
    expect(changes).toEqual([
      { path: ['a.b'], before: 1, after: undefined },
      { path: ['a'], before: undefined, after: { b: 1 } },
    ]);
  });
});

describe('a written configuration', () => {
  it.each([
    ['model', 'model'],
    ['max-tokens', 'max-tokens'],
    ['نموذج', 'نموذج'],
    ['नमूना', 'नमूना'],
    ['model:', '"model:"'],
    ['the model', '"the model"'],
    ['"model"', '"\\"model\\""'],
    ['5', '"5"'],
    ['', '""'],
    ['a`b', '"a\\u0060b"'],
    ['a\u200Bb', '"a\\u200bb"'],
    ['a\u202Eb', '"a\\u202eb"'],
    ['a\u00A0b  c', '"a\\u00a0b \\u0020c"'],
    ['\u0301a', '"\\u0301a"'],
    ['e\u0301', '"e\\u0301"'],
    ['é', 'é'],
    ['\u3164', '"\\u3164"'],
    ['\uFE0F', '"\\ufe0f"'],
    ['👩‍💻', '"👩‍💻"'],
  ])('has the name %j as %s', (name, written) => {
    expect(writtenPlace([name])).toBe(written);
  });

  it('shows every sign and reads back as what it is, one place as no other', () => {
    const text = fc.string({
      unit: fc.constantFrom(
        ...'a.:"`\\ \u200B\u200D\u0301\u0651\u064Eéन्ْ\uD83D\uDE00\uFE0F\u2068\u2069م\u00A0\u1100\u1161',
      ),
    });
    const value = fc.oneof(text, fc.dictionary(text, text), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(value, (one) => {
        const kept = JSON.parse(JSON.stringify(one));
        expect(JSON.parse(writtenValue(kept))).toEqual(kept);
        expect(withoutHidden(writtenValue(kept))).toBe(writtenValue(kept));
      }),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), fc.array(text, { minLength: 1 }), (one, other) => {
        expect(writtenPlace(one) === writtenPlace(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });
});
