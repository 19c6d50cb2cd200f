import type { Bound } from './bounds.ts';
import type { TrueExperiment, Truth } from './draw-experiments.ts';
import type { FixedHorizon } from './fixed-horizon.ts';
import type { Played } from './play-experiment.ts';

/** One experiment that came to its end, beside what a fixed horizon makes of the same truth. */
export interface Ended {
  readonly spec: TrueExperiment;
  readonly played: Played;
  readonly fixed: FixedHorizon;
}

/** One row of the table by truth. Shares 0..1, days as means. */
export interface TruthRow {
  readonly truth: Truth;
  readonly experiments: number;
  readonly provenBetter: number;
  readonly shipped: number;
  readonly shippedWrong: number;
  readonly stoppedByBot: number;
  readonly takenOutByPeople: number;
  readonly days: number;
  readonly fixedDays: number;
  readonly fixedBetter: number;
}

/** One class of metric and split among the experiments in which nothing changes. */
export interface ClassRow {
  readonly name: string;
  readonly nulls: number;
  readonly falseShips: number;
  readonly harmStops: number;
}

const TRUTHS: readonly Truth[] = [
  'null',
  'sized lift',
  'above worth having',
  'below worth having',
  'harmful goal',
  'harmful guardrail',
  'broken split',
];

/** Whether the bot alone took a treatment out. */
export function isStoppedByBot({ played }: Ended): boolean {
  return played.ending === 'harm' || played.takenOut.some(({ byBot }) => byBot);
}

/** Whether the treatment that truly harms was taken out, by the bot or by a person on its recommendation. */
export function isHarmStopped({ spec, played }: Ended): boolean {
  return played.takenOut.some(({ variant }) => variant === spec.changed);
}

/** Whether the treatment that truly lifts the goal was proven better. */
function isChangedBetter({ spec: { changed }, played }: Ended): boolean {
  return changed !== null && played.provenBetter.includes(changed);
}

function countOf(ended: readonly Ended[], is: (one: Ended) => boolean): number {
  return ended.filter(is).length;
}

function meanOf(ended: readonly Ended[], of: (one: Ended) => number): number {
  return ended.reduce((sum, one) => sum + of(one), 0) / Math.max(1, ended.length);
}

/** The table by truth. */
export function truthRows(all: readonly Ended[]): readonly TruthRow[] {
  return TRUTHS.map((truth) => {
    const ended = all.filter(({ spec }) => spec.truth === truth);
    const isRight = ({ spec, played }: Ended) => spec.changed === played.shipped;
    return {
      truth,
      experiments: ended.length,
      provenBetter: countOf(ended, ({ played }) => played.provenBetter.length > 0),
      shipped: countOf(ended, ({ played }) => played.shipped !== null),
      shippedWrong: countOf(ended, (one) => one.played.shipped !== null && !isRight(one)),
      stoppedByBot: countOf(ended, isStoppedByBot),
      takenOutByPeople: countOf(ended, ({ played }) => played.takenOut.some(({ byBot }) => !byBot)),
      days: meanOf(ended, ({ played }) => played.days),
      fixedDays: meanOf(ended, ({ fixed }) => fixed.days),
      fixedBetter: countOf(ended, ({ fixed }) => fixed.better.length > 0),
    };
  });
}

/** The experiments in which nothing changes, by the kind of their goal and by their split. */
export function classRows(all: readonly Ended[]): readonly ClassRow[] {
  const nulls = all.filter(({ spec }) => spec.truth === 'null');
  const names = [...new Set(nulls.map(({ spec }) => spec.className))].toSorted();
  return names.map((name) => {
    const ended = nulls.filter(({ spec }) => spec.className === name);
    return {
      name,
      nulls: ended.length,
      falseShips: countOf(ended, ({ played }) => played.shipped !== null),
      harmStops: countOf(ended, isStoppedByBot),
    };
  });
}

/** Of the planned units, the mean share that had come when harm was stopped; NaN if none was. */
export function harmCost(all: readonly Ended[]): number {
  const shares = all.filter(isHarmful).flatMap(({ spec, played }) => {
    const out = played.takenOut.find(({ variant }) => variant === spec.changed);
    return out === undefined ? [] : [out.units / played.plannedUnits];
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** Whether a treatment truly harms. */
export function isHarmful({ spec }: Ended): boolean {
  return spec.truth === 'harmful goal' || spec.truth === 'harmful guardrail';
}

/** Everything that is promised, with what came out. */
export function boundsOf(all: readonly Ended[]): readonly Bound[] {
  const nulls = all.filter(({ spec }) => spec.truth === 'null');
  const sized = all.filter(({ spec }) => spec.truth === 'sized lift');
  const broken = all.filter(({ spec }) => spec.truth === 'broken split');
  const harmful = all.filter(isHarmful);
  const share = (name: string, of: readonly Ended[], is: (one: Ended) => boolean) => ({
    ...{ name, count: countOf(of, is), of: of.length },
  });
  const isShipped = ({ played }: Ended) => played.shipped !== null;
  return [
    { ...share('nulls shipped', nulls, isShipped), kind: 'at most', bound: 0.05 },
    { ...share('nulls stopped by the bot for harm', nulls, isStoppedByBot), kind: 'at most', bound: 0.025 },
    ...classRows(all).map(
      (row): Bound => ({
        ...{ name: `the same in the class ${row.name}`, count: row.harmStops, of: row.nulls },
        ...{ kind: 'at most', bound: 0.035 },
      }),
    ),
    { ...share('sized lift proven better', sized, isChangedBetter), kind: 'at least', bound: 0.78 },
    {
      ...share('sized lift shipped', sized, ({ spec, played }) => played.shipped === spec.changed),
      ...{ kind: 'at least', bound: 0.75 },
    },
    { ...share('harmful treatments taken out', harmful, isHarmStopped), kind: 'at least', bound: 0.9 },
    {
      ...share('harmful treatments shipped', harmful, ({ spec, played }) => played.shipped === spec.changed),
      ...{ kind: 'at most', bound: 0 },
    },
    { ...share('broken splits shipped', broken, isShipped), kind: 'at most', bound: 0 },
  ];
}
