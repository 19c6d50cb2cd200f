import { describe, expect, it } from 'vitest';
import { createMemory } from '#memory/create-memory.ts';
import { createRemembered } from '#memory/known.ts';
import { nearness } from '#memory/text-meaning.ts';
import { shippedMeanings } from '#memory/word-pieces.ts';
import { past } from './example-pasts.ts';

const meanings = shippedMeanings();

describe('the meanings of words', () => {
  it('are near for words that are used alike, and of length 1', () => {
    const near = (a: string, b: string) => nearness(meanings.of(a), meanings.of(b));
    expect(near('price', 'cost')).toBeGreaterThan(0.5);
    expect(near('price', 'cost')).toBeGreaterThan(near('price', 'weather') + 0.3);
    expect(near('coupon', 'discount')).toBeGreaterThan(near('coupon', 'camera'));
    expect(near('price', 'price')).toBeCloseTo(1, 5);
  });

  it('are put together for words that are no piece of the table', () => {
    expect(meanings.of('paywall')).not.toBeNull();
    expect(meanings.of('xq9zzy')).not.toBeNull();
  });

  it('are none for scripts that the table does not have', () => {
    expect(meanings.of('цена')).toBeNull();
    expect(meanings.of('')).toBeNull();
  });

  it('find an experiment that has no word of the search, and no other', async () => {
    const remembered = createRemembered();
    for (const one of [
      past({ key: 'cheaper', idea: 'Lower prices', surface: 'shop', goalMetric: 'purchases' }),
      past({ key: 'films', idea: 'Moving pictures of teachers', surface: 'lessons', goalMetric: 'hours' }),
    ])
      remembered.put(one.key, one);
    const memory = createMemory({ known: async () => remembered, mayBeNamed: async () => true });
    const found = await memory.search('cost reduction', { sees: async () => true, limit: 5 });
    expect(found.map(({ past: { key } }) => key)).toEqual(['cheaper']);
  });
});
