import { describe, expect, it } from 'vitest';
import { treatmentValues } from '#sandbox/stand-ins/openai/code/treatment-values.ts';

const valuesOf = (literal: string, ...descriptions: string[]) => [
  ...treatmentValues(
    literal,
    descriptions.map((description, index) => ({ key: `t${index}`, description })),
  ).values(),
];

const STEPS = "['basket', 'address', 'delivery', 'payment', 'review']";

describe('treatmentValues', () => {
  it.each([
    ['30', 'Move the gate from level 30 to 40', '40'],
    ['24', 'Send it after 4 hours instead of 24', '4'],
    ['30', 'Let the gate come later', '40'],
    ['30', 'Move the gate earlier', '20'],
    ['30', 'Move it from 30 to 40, in a milder form', '35'],
    ['30', 'Move it from 30 to 40, in a bolder form', '45'],
    ['30', 'Move it from 30 to 40 (after a comment: rather 36)', '36'],
    ["'Hello'", 'Greet people with “Welcome back”', "'Welcome back'"],
    ["'Hello'", "Say 'Nice to see you' in the subject", "'Nice to see you'"],
    ["'Hello'", 'Mention free delivery in the subject', "'Hello: free delivery'"],
    ["'Hello'", "Mention the customer's name", "'Hello: customer\\'s name'"],
    [STEPS, 'Ask for payment before the address', "['basket', 'payment', 'address', 'delivery', 'review']"],
    [STEPS, 'Leave out the review', "['basket', 'address', 'delivery', 'payment']"],
    [STEPS, 'Offer gift wrapping', "['basket', 'address', 'delivery', 'payment', 'gift-wrapping', 'review']"],
  ])('turns %s by "%s" into %s', (literal, description, value) => {
    expect(valuesOf(literal, description)).toEqual([value]);
  });

  it('never gives two arms the same', () => {
    for (const literal of ['30', "'Hello'", STEPS]) {
      const values = [literal, ...valuesOf(literal, 'Show 40', 'Show 40 now', 'Show 40 soon', 'Show 30')];
      expect(new Set(values).size).toBe(5);
    }
  });
});
