import { describe, expect, it } from 'vitest';
import { VENDOR_SECRETS } from '#app/vendors.ts';
import { createPrivateText } from '#shared/private-text/private-text.ts';
import { judgeRedaction, precisionOf, recallOf } from '#tools/redaction/judge.ts';
import { REDACTION_LIMITS } from '#tools/redaction/limits.ts';
import { readLabelled, readRedactionCases } from '#tools/redaction/read-cases.ts';

const engine = createPrivateText(VENDOR_SECRETS);
const HALVES = ['tuned', 'held-out'];
const read = (half: string) => readRedactionCases(`test/fixtures/redaction/${half}`);

describe('the labelled set', () => {
  it.each(HALVES)('finds 98 of 100 private texts of each kind: %s', (half) => {
    const broken = judgeRedaction(read(half).byKind, engine).filter(
      (figures) => recallOf(figures) < REDACTION_LIMITS.recall,
    );
    expect(broken.flatMap(({ failures }) => failures)).toEqual([]);
  });

  it.each(HALVES)('is right in 97 of 100 findings in code of each language: %s', (half) => {
    const broken = judgeRedaction(read(half).byLanguage, engine).filter(
      (figures) => precisionOf(figures) < REDACTION_LIMITS.precision,
    );
    expect(broken.flatMap(({ failures }) => failures)).toEqual([]);
  });

  it.each(HALVES)('takes no ordinary words of people for private: %s', (half) => {
    const ordinary = read(half).byKind.filter(({ labels }) => labels.length === 0);
    expect(ordinary.length).toBeGreaterThanOrEqual(12);
    expect(judgeRedaction(ordinary, engine).flatMap(({ failures }) => failures)).toEqual([]);
  });

  it('has over a thousand texts, and ten languages in each part', () => {
    const sizes = HALVES.map((half) => {
      const { byKind, byLanguage } = read(half);
      expect(new Set(byLanguage.map(({ group }) => group)).size).toBeGreaterThan(10);
      return byKind.length + byLanguage.length;
    });
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(200);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThanOrEqual(1_000);
  });
});

describe('judgeRedaction', () => {
  const judged = (line: string) => {
    const text = { group: 'x', places: ['slack' as const], ...readLabelled(line) };
    return judgeRedaction([text], engine)[0];
  };

  it('counts what is missed, and what is found and is not private', () => {
    expect(judged('⟦email|no address⟧ and ada@shop.dev')).toMatchObject({
      labelled: 1,
      covered: 0,
      right: 0,
      wrong: 1,
    });
    expect(judged('⟦email|ada@shop.dev⟧')).toMatchObject({ labelled: 1, covered: 1, right: 1, wrong: 0 });
  });

  it('refuses a label that is not closed', () => {
    expect(() => readLabelled('⟦email|ada@shop.dev')).toThrow(RangeError);
  });
});
