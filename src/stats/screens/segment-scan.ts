import { chi2Sf } from '#stats/distributions.ts';
import { checkEffects, weighEffects } from '#stats/history/effect-estimate.ts';
import { type WelchTest, welchTest } from '#stats/means/welch-test.ts';
import type { Moments } from '#stats/moments/moments.ts';
import { adjustPValues } from '#stats/multiplicity/multiplicity.ts';
import { isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';

/** The arms of one segment; segments are disjoint and known before assignment. */
export type Segment = { readonly key: string; readonly control: Moments; readonly treatment: Moments };

/** One segment's test. `adjustedPValue` is by Holm over all segments scanned. */
export type SegmentFinding =
  | {
      readonly kind: 'ok';
      readonly key: string;
      readonly test: WelchTest;
      readonly adjustedPValue: number;
      readonly proven: boolean;
    }
  | { readonly kind: 'refused'; readonly key: string; readonly refusal: StatsRefusal };

/** `heterogeneityPValue`: chance of segments differing this much if all had one effect; null below 2. */
export type SegmentScan = {
  readonly kind: 'ok';
  readonly method: 'welch-holm';
  readonly alpha: number;
  readonly n: number;
  readonly findings: readonly SegmentFinding[];
  readonly heterogeneity: number | null;
  readonly heterogeneityPValue: number | null;
};

/**
 * The effect in every segment at `1 - alpha / segments` intervals, with p-values corrected by Holm for
 * having looked into all of them, and Cochran's Q for whether segments differ at all: read that first. A
 * segment too small to test keeps its place and its reason, and counts in the correction. Refuses
 * `insufficient_sample` without segments, `invalid_input` for alpha. Sources: Holm 1979; Cochran 1954.
 */
export function segmentScan(segments: readonly Segment[], alpha: number): SegmentScan | StatsRefusal {
  if (!isRate(alpha)) return refuse('invalid_input', 'alpha must lie between 0 and 1');
  if (segments.length === 0) return refuse('insufficient_sample', 'there are no segments');
  const tests = segments.map(({ control, treatment }) =>
    welchTest({ control, treatment, alpha: alpha / segments.length }),
  );
  const adjusted = adjustPValues(
    tests.map((test) => (test.kind === 'ok' ? test.pValue : 1)),
    'holm',
  );
  if (adjusted.kind === 'refused') return adjusted;
  return {
    kind: 'ok',
    method: 'welch-holm',
    alpha,
    n: segments.length,
    findings: tests.map((test, index) => {
      const key = segments[index]?.key ?? '';
      if (test.kind === 'refused') return { kind: 'refused', key, refusal: test };
      const adjustedPValue = adjusted.adjusted[index] ?? 1;
      return { kind: 'ok', key, test, adjustedPValue, proven: adjustedPValue < alpha };
    }),
    ...heterogeneityOf(tests),
  };
}

function heterogeneityOf(tests: readonly (WelchTest | StatsRefusal)[]) {
  const effects = tests.flatMap((test) =>
    test.kind === 'ok' ? [{ estimate: test.absoluteEffect, standardError: test.standardError }] : [],
  );
  if (checkEffects(effects, 2) !== undefined) return { heterogeneity: null, heterogeneityPValue: null };
  const { q } = weighEffects(effects);
  return { heterogeneity: q, heterogeneityPValue: chi2Sf(q, effects.length - 1) };
}
