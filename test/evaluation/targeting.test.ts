import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AttributeTest, OPERATORS, passesTest } from '#evaluation/targeting.ts';

const test = (operator: AttributeTest['operator'], ...values: AttributeTest['values']): AttributeTest => ({
  ...{ attribute: 'a', operator, values },
});

describe('a test of an attribute', () => {
  it.each([
    [test('is', 'x', 'y'), 'y', true],
    [test('is', 5), '5', false],
    [test('is', true), true, true],
    [test('is', 'x'), ['z', 'x'], true],
    [test('is-not', 'x'), 'y', true],
    [test('is-not', 'x'), ['y', 'x'], false],
    [test('is-not', 'x'), undefined, false],
    [test('contains', 'cd'), 'abcde', true],
    [test('contains', 'cd'), 7, false],
    [test('starts-with', 'ab'), 'abcde', true],
    [test('ends-with', '@acme.com'), 'a@acme.com', true],
    [test('less-than', 5), 4, true],
    [test('less-than', 5), '4', false],
    [test('at-most', 5), 5, true],
    [test('more-than', 5), 5, false],
    [test('at-least', 5), 5, true],
    [test('at-least', 5), Number.NaN, false],
    [test('is-set'), 0, true],
    [test('is-set'), null, false],
    [test('is-not-set'), undefined, true],
    [test('is-not-set'), '', false],
  ])('%j of %j: %j', (asked, given, passes) => {
    expect(passesTest(asked, given === undefined ? {} : { a: given })).toBe(passes);
  });
  it('sees nothing that every object has', () => {
    expect(passesTest({ attribute: 'constructor', operator: 'is-set', values: [] }, {})).toBe(false);
  });
  it('never throws, whatever the context holds', () => {
    const value = fc.oneof(fc.string(), fc.double(), fc.boolean());
    fc.assert(
      fc.property(
        fc.constantFrom(...OPERATORS),
        fc.array(value),
        fc.dictionary(fc.string(), fc.anything()),
        fc.anything(),
        (operator, values, context, given) => {
          const asked = { attribute: 'a', operator, values };
          expect(typeof passesTest(asked, { ...context, a: given })).toBe('boolean');
        },
      ),
    );
  });
});
