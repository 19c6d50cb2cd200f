import { DAY } from '#shared/clock.ts';
import { sumOfShrunken } from '#stats/history/sum-of-shrunken.ts';
import type { Concluded, GoalEffect } from './concluded.ts';
import { isWithin } from './item.ts';

/** Effects that it takes to know how far those of a team differ. */
export const FEWEST_EFFECTS = 5;
/** Shipments of so many days count together. */
const REACH = 365 * DAY;
/** Of the intervals. */
const ALPHA = 0.05;

/** What the shipped changes did to one goal: sums of lifts in its wanted direction. */
export interface GoalImpact {
  readonly metric: string;
  readonly name: string;
  readonly shipped: number;
  /** The sum as it was measured, luck included. */
  readonly measured: number;
  /** The shrunken sum with its interval of 95 %. */
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** The worth of what was shipped in the last 365 days. */
export type ShippedImpact =
  | { readonly kind: 'too-few'; readonly effects: number; readonly needed: number }
  | {
      readonly kind: 'estimated';
      /** Effects that made the prior: of all experiments with an outcome, shipped or not. */
      readonly effects: number;
      /** Most shipments first. */
      readonly goals: readonly GoalImpact[];
    };

/** What the shipped changes are worth, without the luck that shipping picks: every effect is shrunk by what all of them show. */
export function impactOf(concluded: readonly Concluded[], until: number): ShippedImpact {
  const measured = concluded.flatMap((one) => (one.effect === null ? [] : [{ one, effect: one.effect }]));
  const effects = measured.map(({ effect }) => effect);
  const tooFew = effects.length < FEWEST_EFFECTS || sumOfShrunken(effects, [], ALPHA).kind === 'refused';
  if (tooFew) return { kind: 'too-few', effects: effects.length, needed: FEWEST_EFFECTS };
  const places = measured.flatMap(({ one }, place) =>
    one.isShipped && isWithin({ from: until - REACH, until }, one.at) ? [place] : [],
  );
  const goals = Map.groupBy(places, (place) => effects[place]?.metric ?? '');
  return {
    kind: 'estimated',
    effects: effects.length,
    goals: [...goals.values()]
      .flatMap((own) => {
        const sum = sumOfShrunken(effects, own, ALPHA);
        if (sum.kind === 'refused') return [];
        const { estimate, interval } = sum;
        return goalImpact(
          own.flatMap((place) => effects[place] ?? []),
          { estimate, ...interval },
        );
      })
      .toSorted((one, other) => other.shipped - one.shipped || (one.metric < other.metric ? -1 : 1)),
  };
}

function goalImpact(
  own: readonly GoalEffect[],
  sum: Pick<GoalImpact, 'estimate' | 'lower' | 'upper'>,
): readonly GoalImpact[] {
  const newest = own.at(-1);
  if (newest === undefined) return [];
  const measured = own.reduce((total, { estimate }) => total + estimate, 0);
  return [{ metric: newest.metric, name: newest.name, shipped: own.length, measured, ...sum }];
}
