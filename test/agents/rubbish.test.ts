import { describe, expect, it } from 'vitest';
import { rubbishIn } from '#agents/rubbish.ts';

const found = (texts: Record<string, string>, least = 3) => rubbishIn({ texts, least });

describe('rubbishIn', () => {
  it('leaves texts that say something of their own', () => {
    expect(found({ one: 'Players meet the gate later', other: 'Players leave at once' })).toEqual([]);
  });

  it.each([
    ['a single word', 'hypothesis'],
    ['one word again and again', 'good good good good'],
    ['signs alone', '… — !!! ???'],
    ['nothing', ' '],
  ])('finds %s', (_name, text) => {
    expect(found({ one: text })).toEqual(['one: say it in a sentence, with at least 3 different words']);
  });

  it.each([
    ['the same words', 'Players meet the gate later'],
    ['other signs and cases', '“players MEET the gate, later!”'],
    ['wide letters', 'Ｐlayers meet the gate later'],
  ])('finds a text that repeats another with %s', (_name, text) => {
    expect(found({ one: 'Players meet the gate later', other: text })).toEqual([
      'other: says the same as one',
    ]);
  });

  it('counts words of a script without spaces', () => {
    expect(found({ one: '最初のゲートをレベル四十に移す' })).toEqual([]);
  });

  it('compares texts of all groups', () => {
    const groups = [
      { texts: { one: 'A red button' }, least: 3 },
      { texts: { other: 'a red button' }, least: 2 },
    ];
    expect(rubbishIn(...groups)).toEqual(['other: says the same as one']);
  });
});
