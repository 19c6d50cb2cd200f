import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CONFIGURATION_BOUNDS,
  type Configuration,
  changedNames,
  configurationProblem,
  namedValue,
  shapeDifference,
} from '#domain/configurations/configuration.ts';

const CONTROL: Configuration = {
  model: { name: 'small', temperature: 0.2 },
  tools: ['search'],
  cache: true,
  note: null,
};

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

  it('is taken if it is an object within the bounds', () => {
    expect(configurationProblem(CONTROL)).toBeNull();
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

  it('is the same with other values, in another order, and with longer lists', () => {
    const other = { cache: false, note: null, tools: [], model: { temperature: 1, name: 'large' } };
    expect(shapeDifference(CONTROL, other)).toBeNull();
    expect(changedNames(CONTROL, other)).toEqual(['model.name', 'model.temperature', 'tools', 'cache']);
    expect(namedValue(other, 'model.name')).toBe('large');
  });

  it('is its own, whatever it holds, and no place of it has changed', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const configuration = JSON.parse(JSON.stringify(value)) as Configuration;
        expect(shapeDifference(configuration, configuration)).toBeNull();
        expect(changedNames(configuration, configuration)).toEqual([]);
      }),
    );
  });
});
