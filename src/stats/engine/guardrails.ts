import { marginContrast } from '#stats/margins/margin-contrast.ts';
import type { Comparison, RefusedComparison } from './analysis.ts';
import { type Cell, refusedCell } from './cells.ts';
import { comparisonOf } from './comparison.ts';
import { exactScore, NORMAL_DF } from './exact-rates.ts';
import type { Family } from './families.ts';
import type { ComparisonEvidence, Monitor } from './monitor.ts';

/**
 * Guardrails: one-sided non-inferiority with a relative margin in linear form, each at alpha / 2
 * per side, uncorrected, because every one of them must pass. Looks are treated as for goals:
 * the one-sided bound at alpha / 2 (the two-sided one at alpha), or the one-sided sequence, so
 * the chance that a guardrail exactly at its margin passes is alpha / 2 over all looks.
 * `statistic` belongs to the linear form; the intervals are those of the plain difference and
 * lift with the same critical value: non-inferior when the lift interval lies above -margin.
 */
export function judgeGuardrails(
  family: Family,
  monitor: Monitor,
  alpha: number,
): readonly (Comparison | RefusedComparison)[] {
  const adjust = monitor.adjustedForLooksOneSided([alpha / 2]);
  return family.map((cell) => (cell.kind === 'refused' ? cell : judge(cell, monitor, alpha / 2, adjust)));
}

function judge(
  cell: Cell,
  monitor: Monitor,
  alpha: number,
  adjust: (evidence: ComparisonEvidence) => number,
): Comparison | RefusedComparison {
  const { metric } = cell;
  const { control, treatment } = cell.pair;
  const form = marginContrast(control, treatment, metric.desiredDirection, metric.margin ?? 0);
  if (form.kind === 'refused') return refusedCell(metric, cell.variant, form);
  const up = metric.desiredDirection === 'increase';
  const factor = 1 + (up ? -1 : 1) * (metric.margin ?? 0);
  const exact = cell.rates === null ? null : exactScore(cell.rates, form.statistic, factor);
  const statistic = exact?.score ?? form.statistic;
  const degreesOfFreedom = exact === null ? cell.evidence.degreesOfFreedom : NORMAL_DF;
  const good = { ...cell.evidence, degreesOfFreedom, statistic: up ? statistic : -statistic };
  const criticalValue = monitor.criticalOneSided(good, alpha);
  const judgement = {
    method: `non-inferiority-${exact === null ? '' : 'exact-'}${monitor.method}`,
    alpha,
    alternative: up ? 'greater' : 'less',
    statistic,
    criticalValue,
    pValue: monitor.pValueOneSided(good),
    adjustedPValue: adjust(good),
    verdict: verdictOf(good.statistic, criticalValue),
  } as const;
  return comparisonOf(cell, judgement, exact?.stretch ?? 1);
}

function verdictOf(statistic: number, criticalValue: number): Comparison['verdict'] {
  if (statistic > criticalValue) return 'non-inferior';
  return statistic < -criticalValue ? 'inferior' : 'unproven';
}
