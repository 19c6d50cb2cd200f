import type { Experiment } from '#domain/experiment.ts';
import { DAY } from '#shared/clock.ts';
import type { Concluded } from './concluded.ts';
import { impactOf, type ShippedImpact } from './impact.ts';
import { type DigestItem, type DigestWindow, isWithin } from './item.ts';
import { median } from './median.ts';
import { type MonthlyPart, monthlyPartOf } from './monthly-part.ts';

/** Shares and medians are of the outcomes of so many days. */
const LATELY = 90 * DAY;

/** How overrides turned out. */
export interface OverrideFigures {
  readonly count: number;
  /** Shipped against the rules, and the change is still there. */
  readonly standing: number;
  /** Shipped against the rules, and taken back for proven harm. */
  readonly takenBack: number;
  /** Ended against the rules: what shipping would have brought stays unknown. */
  readonly ended: number;
}

/** How forecasts did. */
export interface ForecastFigures {
  /** Ranges of designers, those that held the measured lift (eight of ten should), and the mean of their interval scores. */
  readonly ranges: number;
  readonly inside: number;
  readonly meanScore: number | null;
  /** Lifts that requesters expected, those that were reached, and the means of both. */
  readonly named: number;
  readonly reached: number;
  readonly expected: number | null;
  readonly measured: number | null;
}

/** How much is decided and how well, of the outcomes of the 90 days before a moment. */
export interface DecisionFigures {
  readonly concluded: number;
  readonly proven: number;
  readonly provenShipped: number;
  /** The median; null without an outcome. */
  readonly daysToDecision: number | null;
}

/** What leaders read once a month. Counts and shares without a name are of the 90 days before `until`. */
export interface MonthlyFigures extends DigestWindow, DecisionFigures {
  /** Experiments that went out since the quarter began. */
  readonly startedInQuarter: number;
  readonly impact: ShippedImpact;
  /** Shipped in the month. */
  readonly shipped: readonly DigestItem[];
  readonly concludedInMonth: number;
  readonly startedInMonth: number;
  readonly overrides: OverrideFigures;
  /** Changes that a guardrail kept from users. */
  readonly saves: number;
  readonly forecasts: ForecastFigures;
  readonly flagDebt: { readonly count: number; readonly oldestDays: number | null };
}

/** The figures of a month; `quarterFrom` is when its quarter began. Pure. */
export function monthlyFigures(
  experiments: readonly Experiment[],
  window: DigestWindow,
  quarterFrom: number,
): MonthlyFigures {
  return figuresOfParts(experiments.map(monthlyPartOf), window, quarterFrom);
}

/** The same figures by what is kept of each experiment. Pure. */
export function figuresOfParts(
  parts: readonly MonthlyPart[],
  window: DigestWindow,
  quarterFrom: number,
): MonthlyFigures {
  const { until } = window;
  const all = outcomesOf(parts);
  const lately = latelyOf(all, until);
  const inMonth = all.filter(({ at }) => isWithin(window, at));
  return {
    ...{ ...window, ...decisionsOf(lately) },
    startedInQuarter: startedIn(parts, { from: quarterFrom, until }),
    impact: impactOf(all, until),
    shipped: inMonth.filter(({ isShipped }) => isShipped).map(({ item }) => item),
    concludedInMonth: inMonth.length,
    startedInMonth: startedIn(parts, window),
    overrides: overridesOf(lately),
    saves: lately.filter(({ isSaved }) => isSaved).length,
    forecasts: forecastsOf(lately),
    flagDebt: flagDebtOf(parts, until),
  };
}

/** How many went out within a window. */
export function startedIn(parts: readonly MonthlyPart[], window: DigestWindow): number {
  return parts.filter(({ startedAt }) => isWithin(window, startedAt)).length;
}

/** How much was decided and how well by a moment. */
export function decisionFigures(parts: readonly MonthlyPart[], until: number): DecisionFigures {
  return decisionsOf(latelyOf(outcomesOf(parts), until));
}

function outcomesOf(parts: readonly MonthlyPart[]): readonly Concluded[] {
  return parts.flatMap(({ concluded }) => concluded ?? []).toSorted((one, other) => one.at - other.at);
}

function latelyOf(all: readonly Concluded[], until: number): readonly Concluded[] {
  return all.filter(({ at }) => isWithin({ from: until - LATELY, until }, at));
}

function decisionsOf(lately: readonly Concluded[]): DecisionFigures {
  const proven = lately.filter(({ isProven }) => isProven);
  return {
    concluded: lately.length,
    proven: proven.length,
    provenShipped: proven.filter(({ isShipped }) => isShipped).length,
    daysToDecision: median(lately.flatMap(({ days }) => days ?? [])),
  };
}

function overridesOf(lately: readonly Concluded[]): OverrideFigures {
  const overrides = lately.filter(({ record }) => record?.overrides === true);
  const shipped = overrides.filter(({ record }) => record?.decision === 'ship');
  const standing = shipped.filter(({ isShipped }) => isShipped).length;
  return {
    count: overrides.length,
    standing,
    takenBack: shipped.length - standing,
    ended: overrides.length - shipped.length,
  };
}

function forecastsOf(lately: readonly Concluded[]): ForecastFigures {
  const scored = lately.flatMap(({ forecast }) => forecast ?? []);
  const ranges = scored.flatMap(({ range }) => range ?? []);
  const named = scored.flatMap(({ expected, measured }) =>
    expected === null ? [] : [{ expected, measured }],
  );
  return {
    ranges: ranges.length,
    inside: ranges.filter(({ isInside }) => isInside).length,
    meanScore: meanOf(ranges.map(({ score }) => score)),
    named: named.length,
    reached: named.filter(({ expected, measured }) => measured >= expected).length,
    expected: meanOf(named.map(({ expected }) => expected)),
    measured: meanOf(named.map(({ measured }) => measured)),
  };
}

function meanOf(figures: readonly number[]): number | null {
  return figures.length === 0 ? null : figures.reduce((sum, one) => sum + one, 0) / figures.length;
}

function flagDebtOf(parts: readonly MonthlyPart[], until: number): MonthlyFigures['flagDebt'] {
  const since = parts.flatMap(({ flagSince }) => flagSince ?? []);
  const oldest = since.length === 0 ? null : Math.floor((until - Math.min(...since)) / DAY);
  return { count: since.length, oldestDays: oldest };
}

/** Nothing began, ended or left a flag behind, and no outcome of the last 90 days tells anything. */
export function isQuietMonth({
  startedInMonth,
  concludedInMonth,
  concluded,
  startedInQuarter,
  flagDebt,
}: MonthlyFigures): boolean {
  return startedInMonth + concludedInMonth + concluded + startedInQuarter + flagDebt.count === 0;
}
