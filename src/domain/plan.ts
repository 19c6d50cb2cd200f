import type { Configuration } from '#domain/configurations/configuration.ts';
import type { RuleSet } from '#domain/decision/decision-rule.ts';
import type { PlanReasoning } from '#domain/design/plan-reasoning.ts';
import type { ExposureEvent } from '#domain/exposure.ts';
import type { LaunchPlan, WatchPlan } from '#domain/launch/launch-plan.ts';
import type { Metric } from '#domain/metric.ts';
import type { RiskReason } from '#domain/risk/risk-category.ts';
import type { TestAccounts } from '#domain/test-accounts.ts';
import { hashOf } from '#shared/canonical-json.ts';

export type Risk = 'low' | 'medium' | 'high';
export type LookCadence = 'daily' | 'weekly';

/** What a person asked for, as the modal sends it. Shares and lifts are fractions (0.04 is 4 %). */
export interface ExperimentRequest {
  readonly idea: string;
  readonly goalMetric: string;
  /** Up to two more goals, by metric key; none if left out. */
  readonly otherGoals?: readonly string[];
  readonly guardrailMetrics: readonly string[];
  /** Those of the guardrails that must hold; the metrics say it themselves if this is left out. */
  readonly mustHold?: readonly string[];
  /** Margins of guardrails that differ from the settings, by metric key; fractions, as every margin. */
  readonly margins?: Readonly<Record<string, number>>;
  /** The smallest lift worth having: what a treatment must be able to reach to ship. */
  readonly smallestLift: number;
  /** The lift that the plan is sized to see, at least the smallest worth having; that one if left out. */
  readonly expectedLift?: number;
  readonly trafficShare: number;
  /** Share of each variant, control first; sums to 1. */
  readonly split: readonly number[];
  readonly surface: string;
  /** `owner/name` on the code host. */
  readonly repository: string;
  /** Path of the one file of the repository that is varied in place of code; left out if code is. */
  readonly file?: string;
  /**
   * What code gets with each variant, by its key, in place of changed code; the control may be left out if its surface has a default. Left out if code or a file
   * is varied.
   */
  readonly configurations?: Readonly<Record<string, Configuration>>;
  readonly risk: Risk;
  /** Slack user who answers for the experiment. */
  readonly owner: string;
  /** Users sign in while they use the surface, so a unit must keep its variant over that; left out if they do not. */
  readonly crossesLogin?: true;
}

/** One arm. Exactly one is the control; allocations sum to 1. */
export interface Variant {
  readonly key: string;
  readonly role: 'control' | 'treatment';
  readonly description: string;
  readonly allocation: number;
  /** What code gets with it; left out if that is its key. Every variant of a plan has one, or none has. */
  readonly configuration?: Configuration;
}

/** Whether a guardrail that does not change can be proven to be within its margin, by the plan's own size. */
export interface GuardrailPower {
  /** Chance of the proof, 0..1. */
  readonly chance: number;
  /** Present if so few events are to be expected that it cannot be judged, and a person is asked before a shipment. */
  readonly tooRare?: true;
}

/** A guardrail with the worst relative change that is acceptable (0.02 is 2 %). */
export interface Guardrail {
  readonly metric: Metric;
  readonly margin: number;
  /**
   * Whether it must hold: be proven within its margin before a treatment ships. The size is for it, too. A guardrail that is
   * only watched vetoes what is proven worse. Plans from before this was kept ask the proof of every guardrail.
   */
  readonly sizedFor?: boolean;
  /** Left out if its level was not read. */
  readonly power?: GuardrailPower;
}

/** The goal metric's level and the traffic that the sizing was computed from. Never from a model. */
export interface Baseline {
  readonly mean: number;
  readonly variance: number;
  /** Units that counted for it. */
  readonly units: number;
  /** New units a day over the horizon: one that returns is new on its first day alone. */
  readonly unitsPerDay: number;
  /** Days of new units that it was read over: as many as the plan has. Older plans read four weeks. */
  readonly horizonDays?: number;
  /** Values that are no number and count as 0; left out if there are none. */
  readonly unusable?: number;
  /** New units on each day of the horizon, oldest first. */
  readonly firstSeen?: readonly number[];
}

/** How long and how large, as computed by `sizePlan`. */
export interface Sizing {
  readonly unitsPerVariant: number;
  /** Over all variants, those that count for the goal at the registered end. */
  readonly plannedUnits: number;
  /** From the launch of the full split to the registered end. */
  readonly days: number;
  /** The last so many of them, in which units that enter no longer count for the goal; none if left out. */
  readonly waitDays?: number;
  readonly plannedLooks: number;
  readonly method: string;
  readonly inflation: number;
  /** Days that the goal alone would take; left out if the guardrails that must hold take no more. */
  readonly goalDays?: number;
  /** The lift, relative, that all planned units prove with the plan's power; left out by older plans, or if none can be. */
  readonly detectableLift?: number;
}

/** Days in which units enter that count for the goal at the end. */
export function enteringDays({ days, waitDays = 0 }: Pick<Sizing, 'days' | 'waitDays'>): number {
  return days - waitDays;
}

/** How likely the rules of a plan are to say something, 0..1 each, imagined from the levels before the experiment. */
export interface PlanChances {
  /** That they recommend to ship, if a treatment has the lift that the plan is sized for and no guardrail changes. */
  readonly ship: number;
  /** That they recommend to ship, if nothing changes. */
  readonly shipUnchanged: number;
  /** That the bot takes a treatment out for harm, if nothing changes. */
  readonly harmUnchanged: number;
}

/** What follows the looks. */
export interface Afterwards {
  /** Days after the registered end, or after people were asked, until a decision expires; left out if it never does. */
  readonly decideWithinDays?: number;
  /** The same for a decision on a change that is proven worse, counted from the report alone; as any other if left out. */
  readonly harmWithinDays?: number;
  /** Shares of all units that a shipped change gets step by step, ascending, before it gets all; at once if left out. */
  readonly steps?: readonly { readonly share: number; readonly days: number }[];
  /** The share of all units that keeps the control for so many weeks after a shipment; none if left out. */
  readonly holdback?: { readonly share: number; readonly weeks: number };
  /** The thread gets the full record as a document; under `true`, which older plans hold, also when the decision is final. */
  readonly record?: true | 'at-end';
  /** An issue in the repository hands the rollout of a shipped change over. */
  readonly handoff?: true;
}

/** A complete design. Its hash is what people approve. */
export interface Plan {
  readonly title: string;
  readonly hypothesis: string;
  readonly rationale: string;
  readonly request: ExperimentRequest;
  readonly flagKey: string;
  /** The events that count its units; `$feature_flag_called` if left out. */
  readonly exposure?: ExposureEvent;
  /** Who is left out of every look; the platform's own filter if left out. */
  readonly testAccounts?: TestAccounts;
  /** Properties of the first exposure by which the split and the goal are also read; none if left out. */
  readonly dimensions?: readonly string[];
  readonly variants: readonly Variant[];
  /** The first goal: the size is for it. */
  readonly goal: Metric;
  /** Up to two more goals; none if left out. */
  readonly otherGoals?: readonly Metric[];
  readonly guardrails: readonly Guardrail[];
  readonly secondary: readonly Metric[];
  readonly alpha: number;
  readonly power: number;
  readonly lookCadence: LookCadence;
  readonly baseline: Baseline;
  readonly sizing: Sizing;
  /** Left out by older plans, and if a level could not be read. */
  readonly chances?: PlanChances;
  readonly risks: readonly string[];
  readonly templateName: string;
  /** Why its risk is higher than was asked for; left out if it is not, and by plans from before it was kept. */
  readonly riskReasons?: readonly RiskReason[];
  /** The steps of the launch; a canary of 5 % and then all if left out. */
  readonly launch?: LaunchPlan;
  /** What is watched between the looks; plans from before it was registered are watched once a day. */
  readonly watch?: WatchPlan;
  /** What follows the looks, as the settings said when the plan was made; left out by plans from before this was kept. */
  readonly afterwards?: Afterwards;
  /** The rules that judge its looks. Plans from before they were registered have none. */
  readonly decisionRules?: RuleSet;
  /** Why it is as it is; left out by plans from before the designer was asked. */
  readonly reasoning?: PlanReasoning;
}

/** The hash that approvals and evidence are bound to: 64 hexadecimal digits over canonical JSON. */
export function planHash(plan: Plan): string {
  return hashOf(plan);
}

/** Every metric of the plan: the goals, the guardrails, the secondary ones. */
export function plannedMetrics({ goal, otherGoals = [], guardrails, secondary }: Plan): readonly Metric[] {
  return [goal, ...otherGoals, ...guardrails.map(({ metric }) => metric), ...secondary];
}

/** The lift that a plan is sized for. */
export function sizedLift({ smallestLift, expectedLift }: Lifts): number {
  return expectedLift ?? smallestLift;
}

/** Whether the lift to be able to see, if one is asked for, is none that a plan can be sized for: below the smallest worth having, or above 500 %. */
export function isExpectedLiftWrong({ smallestLift, expectedLift }: Lifts): boolean {
  return expectedLift !== undefined && (expectedLift < smallestLift || !(expectedLift <= 5));
}

type Lifts = Pick<ExperimentRequest, 'smallestLift' | 'expectedLift'>;

/** The control arm; a plan that passed the policy has exactly one. */
export function controlOf(plan: Plan): Variant | undefined {
  return plan.variants.find((variant) => variant.role === 'control');
}

/** The arms that change something, in plan order. */
export function treatmentsOf(plan: Plan): readonly Variant[] {
  return plan.variants.filter((variant) => variant.role === 'treatment');
}
