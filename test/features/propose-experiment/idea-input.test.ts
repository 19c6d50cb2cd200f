import { describe, expect, it } from 'vitest';
import { readIdea } from '#features/propose-experiment/idea-input.ts';

describe('an idea as it was typed', () => {
  it.each([
    ['/experiment Show the price before the cart', 'Show the price before the cart'],
    ['  /Experiment new  Show the price before the cart ', 'Show the price before the cart'],
    ['/experiment create New prices before the cart', 'New prices before the cart'],
    ['Show the price before the cart', 'Show the price before the cart'],
    ['New prices before the cart', 'New prices before the cart'],
    ['Explain /experiment help on the first page', 'Explain /experiment help on the first page'],
    ['/experiment', '/experiment'],
    ['', ''],
    [null, ''],
    [undefined, ''],
  ])('%j means %j', (typed, idea) => {
    expect(readIdea(typed)).toBe(idea);
  });
});
