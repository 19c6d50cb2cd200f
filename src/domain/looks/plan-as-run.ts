import { designOf, type Experiment } from '#domain/experiment.ts';
import type { LooksBefore } from '#domain/looks/judge-look.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Plan } from '#domain/plan.ts';
import { spentBy } from '#stats/group-sequential/spending.ts';

/** Alpha is never quite nothing, because an analysis needs some; so little proves nothing. */
const LEAST_ALPHA = 1e-6;

/**
 * The plan by which the present phase is analysed. After a change of the flag by hand that was accepted, the split is the accepted
 * one; after one that began the analysis anew, alpha is what the looks before it left. The error rates of the phases add up, so
 * all of them together err no more often than the plan allows (Bonferroni).
 */
export function planAsRun(experiment: Experiment): Plan {
  const { plan } = designOf(experiment);
  const split = experiment.launch?.accepted?.split;
  const variants = plan.variants.map((variant) => ({
    ...variant,
    allocation: split?.[variant.key] ?? variant.allocation,
  }));
  return { ...plan, variants, alpha: alphaLeft(experiment, plan.alpha) };
}

/** The scheduled looks that read the same data as the next one: those since the analysis last began anew. */
export function looksOfPhase({ looks, launch }: Experiment): readonly AnalysisSnapshot[] {
  return looks.snapshots.filter(({ from }) => from === launch?.at);
}

/** What the next look must know of the looks before it, and of an extension. */
export function looksBefore(experiment: Experiment): LooksBefore {
  const { extension, ...looks } = experiment.looks;
  const snapshots = looksOfPhase(experiment);
  if (extension === undefined) return { ...looks, snapshots };
  const seen = snapshots.find(({ until }) => until === extension.seenUntil)?.analysis ?? null;
  return { ...looks, snapshots, extended: { sizing: extension.sizing, seen } };
}

function alphaLeft({ looks, launch }: Experiment, alpha: number): number {
  const earlier = new Set(looks.snapshots.map(({ from }) => from).filter((from) => from !== launch?.at));
  let left = alpha;
  for (const start of earlier) {
    const shown = looks.snapshots.filter(
      ({ from, analysis }) => from === start && analysis.show === 'effects',
    );
    const fractions = shown.flatMap(({ analysis }) => [
      analysis.final ? 1 : analysis.informationFraction,
      ...Object.values(analysis.fractions ?? {}),
    ]);
    // Two-sided: each side spends its half.
    if (fractions.length > 0) left -= 2 * spentBy(Math.max(...fractions), left / 2, { spending: 'obf' });
  }
  return Math.max(LEAST_ALPHA, left);
}
