import { criterion } from '#domain/decision/criterion.ts';
import type { Criterion } from '#domain/decision/verdict.ts';
import type { Analysis } from '#stats/engine/analysis.ts';

/** The criterion that the sixth version of the rules added: unknown before the registered end, and if no segment was read. */
export function segmentProven({ segmentProofs }: Analysis, variant: string | null): Criterion {
  const text = 'A registered segment proves the goal better, after correction for all of them';
  if (segmentProofs === undefined || variant === null) return criterion('segment-proven', null, text, {});
  const own = segmentProofs.filter((proof) => proof.variant === variant);
  const [first] = own;
  const figures: Readonly<Record<string, number>> =
    first === undefined
      ? { segments: 0 }
      : { segments: own.length, lift: first.lift, adjustedPValue: first.adjustedPValue };
  return criterion('segment-proven', own.length > 0, text, figures);
}
