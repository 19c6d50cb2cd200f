/** The parts of a decision case, as its file holds them. Shares, lifts and margins are fractions. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Kind = 'proportion' | 'mean';
export type Wanted = 'increase' | 'decrease';

export interface MetricFields {
  readonly key: string;
  readonly kind: Kind;
  readonly direction: Wanted;
}

export interface GoalFields extends MetricFields {
  readonly smallestLift: number;
}

export interface GuardrailFields extends MetricFields {
  readonly margin: number;
  readonly sizedFor: boolean;
}

/** What is registered, as both kinds of cases say it. Control first in `allocation`. */
export interface PlanFields {
  readonly allocation: Readonly<Record<string, number>>;
  readonly goal: GoalFields;
  /** Goals after the first; none if left out. */
  readonly otherGoals?: readonly MetricFields[];
  readonly guardrails: readonly GuardrailFields[];
  readonly secondary?: readonly MetricFields[];
  readonly alpha: number;
  readonly plannedUnits: number;
  readonly plannedDays: number;
  readonly looks: 'weekly' | 'daily';
  readonly plannedLooks: number;
}

interface Minimum {
  readonly days: number;
  readonly unitsPerVariant: number;
  readonly eventsPerVariant: number;
}

interface ArmFigures {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
  readonly events?: number;
}

/** A p-value or an interval that must come out. */
export interface ExpectedFigure {
  readonly metric: string;
  readonly variant: string;
}

/** One look as data, and what is right to say of it. */
export interface LookCase {
  readonly id: string;
  readonly plan: PlanFields & { readonly control: string; readonly minimum: Minimum };
  readonly earlier: readonly { readonly look: number; readonly day: number; readonly units: number }[];
  readonly look: {
    readonly kind: 'look' | 'watch';
    readonly number?: number;
    readonly day: number;
    readonly final: boolean;
    readonly units: Readonly<Record<string, number>>;
    readonly metrics: Readonly<Record<string, Readonly<Record<string, ArmFigures>>>>;
  };
  readonly expect: {
    readonly verdict: string | readonly string[];
    readonly variant?: string;
    readonly dropped?: readonly string[];
    readonly byBot?: boolean;
    readonly mustSay?: readonly string[];
    readonly mustNotSay?: readonly string[];
    readonly p?: readonly (ExpectedFigure & { readonly min: number; readonly max: number })[];
    readonly interval?: readonly (ExpectedFigure & {
      readonly level: number;
      readonly lower: number;
      readonly upper: number;
      readonly tolerance: number;
    })[];
  };
}

/** How the values of a unit are drawn. */
export type Distribution =
  | { readonly kind: 'rate'; readonly rate: number }
  | { readonly kind: 'normal'; readonly mean: number; readonly sd: number }
  | {
      readonly kind: 'buyers';
      readonly buyers: number;
      readonly sigma: number;
      readonly liftOn: 'amount' | 'buyers';
    }
  | { readonly kind: 'counts'; readonly shares: readonly number[] };

/** A metric that is drawn, with its true relative effect by treatment (absent: none). */
export interface DrawnFields {
  readonly key: string;
  readonly direction: Wanted;
  readonly distribution: Distribution;
  readonly lift?: Readonly<Record<string, number>>;
  readonly change?: Readonly<Record<string, number>>;
  readonly delayDays?: number;
  readonly meanDelayDays?: number;
  readonly windowDays?: number;
}

type Band = readonly [number, number];

/** A whole experiment with known truth, to be simulated. */
export interface ScenarioCase {
  readonly id: string;
  readonly variants: Readonly<Record<string, number>>;
  readonly unitsPerDay: number;
  readonly days: number;
  readonly plannedUnits: number;
  readonly alpha: number;
  readonly looks: 'weekly' | 'daily';
  readonly lookDays: readonly number[];
  readonly goal: DrawnFields & { readonly smallestLift: number };
  readonly otherGoals?: readonly DrawnFields[];
  readonly guardrails: readonly (DrawnFields & { readonly margin: number; readonly sizedFor: boolean })[];
  readonly secondary?: readonly DrawnFields[];
  readonly traffic?: number;
  readonly srm?: { readonly observed: Readonly<Record<string, number>> };
  readonly truth?: { readonly right?: readonly string[]; readonly harmful?: readonly string[] };
  readonly runs: number;
  readonly bands: Readonly<Record<string, Band>> & {
    readonly stoppedForHarmByDay?: readonly { readonly day: number; readonly share: Band }[];
  };
}

/** Every case of the files of a folder whose names begin like this, in the order of the names. */
export function readCaseFiles<Case>(folder: string, prefix: 'looks-' | 'scenarios-'): readonly Case[] {
  const names = readdirSync(folder).filter((name) => name.startsWith(prefix) && name.endsWith('.json'));
  return names.toSorted().flatMap((name): readonly Case[] => {
    const parsed: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    if (!Array.isArray(parsed)) throw new Error(`${name} holds no list of cases`);
    return parsed;
  });
}
