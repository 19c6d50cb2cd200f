import type { Metric } from '#domain/metric.ts';
import { engineMoments } from '#features/engine-moments.ts';
import type { LookFigures } from '#ports/look-figures.ts';
import type { AnalysisPlan, EarlierLook } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';

/** Units of one experiment. */
export const UNITS = 1_000;
export const VARIANTS = ['control', 'treatment'];
/** When looks are taken, as shares of the days. */
export const LOOK_SHARES = [0.5, 1];
export const ALPHA = 0.05;
export const SPLIT_ALPHA = 0.001;

const COMMON = { property: null, windowDays: 1, description: '' } as const;

/** What is looked at: a rate that decides, the mean of a long tail, and a quantile. */
export const METRICS: readonly Metric[] = [
  {
    ...COMMON,
    key: 'solved',
    name: 'Solved',
    kind: 'proportion',
    event: 'solved',
    desiredDirection: 'increase',
  },
  {
    ...{
      ...COMMON,
      key: 'seconds',
      name: 'Seconds',
      kind: 'mean',
      event: 'answered',
      desiredDirection: 'decrease',
    },
    ...{ aggregate: 'sum', property: 'value' },
  },
  {
    ...{
      ...COMMON,
      key: 'median',
      name: 'Median',
      kind: 'quantile',
      event: 'answered',
      desiredDirection: 'decrease',
    },
    ...{ quantile: 0.5, property: 'value' },
  },
];

/** The registered analysis of every experiment. */
const PLAN: AnalysisPlan = {
  ...{ control: 'control', treatments: ['treatment'], allocation: { control: 0.5, treatment: 0.5 } },
  metrics: METRICS.map(({ key, kind, desiredDirection }, index) => ({
    ...{ key, kind, desiredDirection, margin: null, role: index === 0 ? 'goal' : 'secondary' },
  })),
  ...{ alpha: ALPHA, srmAlpha: SPLIT_ALPHA, smallestLift: 0.1, monitoring: 'spending' },
  ...{ plannedUnits: UNITS, plannedLooks: LOOK_SHARES.length },
  minimum: { days: 1, unitsPerVariant: 50, eventsPerVariant: 10, unitsPerVariantToDecide: 50 },
};

/** What an experiment without a difference came to, over all its looks. */
export interface Played {
  /** The goal was called better or worse. */
  readonly goalProven: boolean;
  /** Any secondary metric was. */
  readonly secondaryProven: boolean;
  readonly harmProven: boolean;
  /** The split was called unlike the allocation. */
  readonly splitAlarmed: boolean;
  /** Units that counted at the end. */
  readonly units: number;
}

/** Takes the looks of one experiment one after another, as the bot does. */
export function judgeExperiment(looks: readonly LookFigures[]): Played {
  const earlier: EarlierLook[] = [];
  let played: Played = {
    goalProven: false,
    secondaryProven: false,
    harmProven: false,
    splitAlarmed: false,
    units: 0,
  };
  for (const [index, figures] of looks.entries()) {
    const moments = Object.fromEntries(
      METRICS.map((metric) => [metric.key, engineMoments(metric, figures.moments[metric.key] ?? {})]),
    );
    const { units, multiple: multipleExposure } = figures;
    const days = { daysRunning: 7 * (index + 1), final: index === looks.length - 1 };
    const analysis = analyze(PLAN, { look: index + 1, ...days, units, multipleExposure, moments }, earlier);
    const proven = (role: string) =>
      analysis.comparisons.some(
        (one) =>
          one.kind === 'ok' && one.role === role && (one.verdict === 'better' || one.verdict === 'worse'),
      );
    const isSplit = analysis.health.checks.some(
      ({ key, state }) => key === 'sample-ratio' && state === 'not-met',
    );
    played = {
      goalProven: played.goalProven || proven('goal'),
      secondaryProven: played.secondaryProven || proven('secondary'),
      harmProven: played.harmProven || analysis.harm.length > 0,
      splitAlarmed: played.splitAlarmed || isSplit,
      units: Object.values(units).reduce((sum, one) => sum + one, 0),
    };
    if (analysis.show === 'effects')
      earlier.push({ look: index + 1, informationFraction: analysis.informationFraction });
  }
  return played;
}
