import { adjustPValues } from '#stats/multiplicity/multiplicity.ts';
import type { Comparison, RefusedComparison } from './analysis.ts';
import type { Cell } from './cells.ts';
import { comparisonOf, twoSidedVerdict } from './comparison.ts';
import type { Monitor } from './monitor.ts';

/** The cells of one family; refused ones keep their place and count as unproven. */
export type Family = readonly (Cell | RefusedComparison)[];
type Judged = Comparison | RefusedComparison;

/**
 * Holm over goal metrics × treatments, on the bounds of the look: the comparison of rank r (by its
 * p over all looks) is held against the bound for alpha / (m - r + 1), m the registered size of the
 * family, until the first that does not pass; the rest are read at that same level. This rejects no
 * more than the group-sequential Holm procedure of Ye, Li, Liu, Yao (2013) and Maurer, Bretz
 * (2013), which also remembers rejections, so the family-wise error over all looks is at most
 * `alpha`. The interval of each comparison uses the level it was tested at.
 */
export function judgeGoals(family: Family, monitor: Monitor, alpha: number): readonly Judged[] {
  return judgeFamily(family, monitor, { method: 'holm', levels: holmLevels(family, monitor, alpha) });
}

/**
 * Benjamini-Hochberg over secondary metrics × treatments at `alpha`, on the bounds of the look:
 * the largest R for which R comparisons pass the bound for R alpha / m. All intervals use that
 * level (false coverage rate, Benjamini, Yekutieli 2005), so they agree with the verdicts. At
 * one look it holds the false discovery rate under independence or positive dependence; over
 * looks it is a description, not a decision rule.
 */
export function judgeSecondary(family: Family, monitor: Monitor, alpha: number): readonly Judged[] {
  return judgeFamily(family, monitor, { method: 'bh', levels: discoveryLevels(family, monitor, alpha) });
}

/** `levels` by place in the family; refused places are never read. */
interface Correction {
  readonly method: 'holm' | 'bh';
  readonly levels: readonly number[];
}

function judgeFamily(family: Family, monitor: Monitor, { method, levels }: Correction): readonly Judged[] {
  const adjust = monitor.adjustedForLooks(levels);
  const forLooks = family.map((cell) => (cell.kind === 'cell' ? adjust(cell.evidence) : 1));
  const adjusted = adjustPValues(forLooks, method);
  return family.map((cell, index) => {
    if (cell.kind === 'refused') return cell;
    const alpha = levels[index] ?? 0;
    const criticalValue = monitor.critical(cell.evidence, alpha);
    const judgement = {
      method: `${cell.rates === null ? 'welch' : 'exact'}-${monitor.method}`,
      alpha,
      alternative: 'two-sided',
      statistic: cell.evidence.statistic,
      criticalValue,
      pValue: monitor.pValue(cell.evidence),
      adjustedPValue: adjusted.kind === 'ok' ? (adjusted.adjusted[index] ?? null) : null,
      verdict: twoSidedVerdict(cell, criticalValue),
    } as const;
    return comparisonOf(cell, judgement, cell.stretch);
  });
}

/** Cells with their place, most convincing first; `rank` is equal for equal evidence. */
function ranked(family: Family, monitor: Monitor, alpha: number) {
  const rankOf = rankBy(family, monitor, alpha);
  return family
    .flatMap((cell, index) => (cell.kind === 'cell' ? [{ cell, index, rank: rankOf(cell) }] : []))
    .toSorted((first, second) => first.rank - second.rank);
}

/** Metrics that count late have looks of their own: with them the smaller p over all looks may be the larger of one look. */
function rankBy(family: Family, monitor: Monitor, alpha: number): (cell: Cell) => number {
  const isOneHistory = family.every(
    (cell) => cell.kind === 'refused' || cell.metric.plannedUnits === undefined,
  );
  const keys = new Set(family.map((cell) => (cell.kind === 'cell' ? cell.metric.key : cell.metric)));
  if (isOneHistory || keys.size === 1) return ({ evidence }) => monitor.logRank(evidence);
  const overLooks = monitor.adjustedForLooks(family.map((_, index) => alpha / (index + 1)));
  return ({ evidence }) => overLooks(evidence);
}

function holmLevels(family: Family, monitor: Monitor, alpha: number): readonly number[] {
  const levels: number[] = new Array(family.length).fill(alpha / Math.max(1, family.length));
  let left = family.length;
  let level = alpha / Math.max(1, left);
  let proven = true;
  let before: number | null = null;
  for (const { cell, index, rank } of ranked(family, monitor, alpha)) {
    // Equal evidence is read at the same level, whatever the order of the arms.
    if (proven && rank !== before) level = alpha / left;
    levels[index] = level;
    proven &&= Math.abs(cell.evidence.statistic) > monitor.critical(cell.evidence, level);
    before = rank;
    left -= 1;
  }
  return levels;
}

/** Descends from R = m: with only c comparisons past the bound for R, no R above c can hold. */
function discoveryLevels(family: Family, monitor: Monitor, alpha: number): readonly number[] {
  const m = Math.max(1, family.length);
  const passing = (discoveries: number) =>
    family.filter(
      (cell) =>
        cell.kind === 'cell' &&
        Math.abs(cell.evidence.statistic) > monitor.critical(cell.evidence, (discoveries / m) * alpha),
    ).length;
  let discoveries = family.length;
  while (discoveries > 0) {
    const count = passing(discoveries);
    if (count >= discoveries) break;
    discoveries = count;
  }
  return family.map(() => (Math.max(1, discoveries) / m) * alpha);
}
