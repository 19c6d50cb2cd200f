import { count } from '#domain/figures.ts';

/** Too many units without a variant: what happened, what it means, what to do. Plain text. */
export function withoutVariantWords(units: number, expected: number): string {
  const outside =
    expected === 0 ? '' : `, and the share of the traffic explains only about ${count(expected)}`;
  return `${count(units)} units met the flag without a variant${outside}. They count in no variant. Check that every service that reads the flag can load it.`;
}
