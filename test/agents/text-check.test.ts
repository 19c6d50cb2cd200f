import { describe, expect, it } from 'vitest';
import { isRepeatOf, nonsenseIn } from '#agents/text-check.ts';

const SENTENCES = [
  'What exactly would people see on it that they do not see today?',
  'If we move the gate, then retention will rise, because players see more.',
  'Wir verschieben das erste Tor, damit Spieler mehr sehen.',
  'Nous déplaçons la première porte vers le niveau quarante.',
  'Przesuwamy pierwszą bramkę na dalszy poziom gry.',
  'Siirrämme ensimmäisen portin myöhemmäksi.',
  'İlk kapıyı daha ileri bir seviyeye taşıyoruz.',
  'Zmrzl strč prst skrz krk, říká se v češtině, a proto to zkusíme změnit jinak.',
  'נעביר את השער הראשון לשלב ארבעים',
  'ننقل البوابة الأولى إلى المستوى الأربعين',
  '将第一道关卡移到第40级',
  '最初のゲートをレベル40に移す',
  'Мы перенесём первые ворота на сороковой уровень',
  'HTML and CSS of the SDK are loaded after the CTA.',
];

const NONSENSE: readonly (readonly [text: string, problem: string])[] = [
  ['12 34 56 78', 'no words'],
  ['xkcdq zzrtv plmnb wrtzx', 'no language'],
  ['aaaa bbbb cccc dddd', 'no language'],
  ['test test test test test', 'repeats'],
  ['Lorem ipsum dolor sit amet', 'filler'],
  ['qwerty asdf foo bar', 'filler'],
];

describe('texts of an answer', () => {
  it.each(SENTENCES)('"%s" is a sentence', (text) => {
    expect(nonsenseIn(text)).toBeNull();
  });

  it.each(NONSENSE)('"%s" is none', (text, problem) => {
    expect(nonsenseIn(text)).toContain(problem);
  });

  it('repeat each other if they have the same words', () => {
    const idea = 'Move the first gate from level 30 to level 40';
    expect(isRepeatOf(`${idea}.`, idea.toUpperCase())).toBe(true);
    expect(isRepeatOf(`“${idea}” is one change on the gate that can be kept from others.`, idea)).toBe(false);
    expect(isRepeatOf('The gate stands at level 30.', 'The gate stands at level 40.')).toBe(false);
    expect(isRepeatOf('第一道关卡移到第40级', '第一道关卡移到第40级。')).toBe(true);
  });
});
