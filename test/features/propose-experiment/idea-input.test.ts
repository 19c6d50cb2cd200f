import { describe, expect, it } from 'vitest';
import { ideaProblem, readIdea } from '#features/propose-experiment/idea-input.ts';

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

describe('what is wrong with an idea', () => {
  it.each([
    ['Show the price', false],
    ['short', true],
    // Unassigned signs, hidden signs and blanks make no sentence.
    ['\u{E0001}\u{E0020}\u{9D000}\u{9D001}\u{9D002} ab', true],
    [`ab${'\u200B'.repeat(20)}`, true],
  ])('%j: %s', (idea, isWrong) => {
    expect(ideaProblem(idea) !== null).toBe(isWrong);
  });
});
