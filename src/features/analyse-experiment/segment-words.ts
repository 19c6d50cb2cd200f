import { oneLine } from '#block-kit/text.ts';
import { count, pValue, signedPercent } from '#domain/figures.ts';
import type { Analysis } from '#stats/engine/analysis.ts';

/** The segment in which the goal of a treatment is proven better most certainly, and how many others. Plain text; "a segment" if none is. */
export function provenSegmentWords({ segmentProofs = [] }: Analysis, variant: string | null): string {
  const [first, ...others] = segmentProofs.filter((proof) => proof.variant === variant);
  if (first === undefined) return 'a segment';
  const { dimension, value, lift, adjustedPValue } = first;
  const name = value === null || value === '' ? 'without a value' : `"${oneLine(value, 40)}"`;
  const more =
    others.length === 0 ? '' : ` and ${others.length === 1 ? 'one other' : `${count(others.length)} others`}`;
  return `the segment ${oneLine(dimension, 40)} ${name}${more} (${signedPercent(lift)}, adjusted p ${pValue(adjustedPValue)}, exploratory)`;
}
