import { dataTable } from '#desk/html/data-table.ts';
import { type Html, html } from '#desk/html/html.ts';
import type { MonthlyFigures } from '#domain/digest/monthly-figures.ts';
import { wholePercent } from '#domain/figures.ts';
import type { Targets } from '#settings/digests.ts';

interface Measure {
  readonly name: string;
  /** Null if nothing is there to measure. */
  readonly value: string | null;
  readonly target: string;
  readonly isReached: boolean;
}

/** How the team does against what it wants to reach. */
export function targetTable(figures: MonthlyFigures, targets: Targets): Html {
  return dataTable<Measure>(
    'The quarter so far, and the outcomes of the last 90 days',
    [
      { name: 'Measure', cell: ({ name }) => name },
      { name: 'Now', cell: ({ value }) => value ?? 'no outcome yet', isFigure: true },
      { name: 'Target', cell: ({ target }) => target, isFigure: true },
      { name: 'Reached', cell: reachedCell },
    ],
    measuresOf(figures, targets),
  );
}

function measuresOf(figures: MonthlyFigures, targets: Targets): readonly Measure[] {
  const { startedInQuarter, daysToDecision, concluded, proven, provenShipped } = figures;
  return [
    {
      ...{ name: 'Experiments started in the quarter', value: String(startedInQuarter) },
      target: `≥ ${targets.experimentsPerQuarter}`,
      isReached: startedInQuarter >= targets.experimentsPerQuarter,
    },
    {
      name: 'Days from the start to the decision, median',
      value: daysToDecision === null ? null : daysWords(daysToDecision),
      target: `≤ ${targets.daysToDecision}`,
      isReached: daysToDecision !== null && daysToDecision <= targets.daysToDecision,
    },
    share('Goal proven better', [proven, concluded], targets.winRate),
    share('Shipped of these', [provenShipped, proven], targets.provenShipped),
  ];
}

function share(name: string, [part, whole]: readonly [number, number], target: number): Measure {
  return {
    name,
    value: whole === 0 ? null : shareWords(part, whole),
    target: `≥ ${wholePercent(target)}`,
    isReached: whole > 0 && part / whole >= target,
  };
}

/** "3 of 8, 38 %"; a dash of nothing. */
export function shareWords(part: number, whole: number): string {
  return whole === 0 ? '–' : `${part} of ${whole}, ${wholePercent(part / whole)}`;
}

/** 13.96 → "14", 3.25 → "3.3". */
export function daysWords(days: number): string {
  return String(Number(days.toFixed(1)));
}

function reachedCell({ value, isReached }: Measure): Html | string {
  if (value === null) return '–';
  return isReached
    ? html`<span class="tag good">reached</span>`
    : html`<span class="tag warn">not reached</span>`;
}
