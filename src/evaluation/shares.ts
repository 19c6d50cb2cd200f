import { WHOLE } from './flag-document.ts';

/** Closer to the next whole basis point than this it is taken for that: 0.07 × 10,000 is 700.0000000000001. */
const SLACK = 1e-6;

/**
 * Shares (0..1) as whole basis points that sum to 10,000. Each is rounded down; what is missing then goes, one basis point each, to those that
 * lost most, and of equal ones to the first. Shares that do not sum to 1 are taken in proportion. Throws `TypeError` if one is negative or
 * not finite, or if all are 0.
 */
export function basisPoints(shares: readonly number[]): readonly number[] {
  const sum = shares.reduce((total, share) => total + share, 0);
  if (!(sum > 0) || !Number.isFinite(sum) || shares.some((share) => !(share >= 0)))
    throw new TypeError('shares must be 0 or more, and not all 0');
  const parts = shares.map((share, index) => {
    const exact = (share / sum) * WHOLE;
    const whole = Math.floor(exact + SLACK);
    return { index, whole, lost: Math.round((exact - whole) / SLACK) };
  });
  const missing = WHOLE - parts.reduce((total, { whole }) => total + whole, 0);
  const first = parts.toSorted((a, b) => b.lost - a.lost || a.index - b.index).slice(0, Math.max(0, missing));
  return parts.map(({ index, whole }) => (first.some((one) => one.index === index) ? whole + 1 : whole));
}

/** A share of units (0..1) as whole basis points, the nearest. */
export function rolloutPoints(share: number): number {
  return Math.min(WHOLE, Math.max(0, Math.round(share * WHOLE)));
}
