import type { RuleSet } from '#domain/decision/decision-rule.ts';
import type { LaunchPlan } from '#domain/launch/launch-plan.ts';
import type { Metric } from '#domain/metric.ts';
import type { Risk } from '#domain/plan.ts';
import type { TestAccounts } from '#domain/test-accounts.ts';
import type { WaitClock } from '#domain/waits/next-call.ts';
import type { SurfaceRule } from '#ports/look-request.ts';
import type { WarehouseTables } from '#ports/warehouse-tables.ts';
import type { AfterwardsSettings } from './afterwards.ts';
import type { AlertSettings, Owners, RoutingSettings } from './alerts.ts';
import type { DigestSettings, Targets } from './digests.ts';

/** A place of the product at which units meet a change, and how its units are recognised. */
export interface Surface {
  readonly name: string;
  /** A unit comes to the surface by any event that matches one of them; at least one. */
  readonly rules: readonly SurfaceRule[];
  /** Whether people log in or out on it, so that a unit must keep its variant across that. */
  readonly crossesLogin: boolean;
}

/** Experiments that touch what is named have at least this risk, whatever the supervisor says. */
export type RiskRule =
  | { readonly surface: string; readonly atLeast: Risk }
  | { readonly repository: string; readonly atLeast: Risk }
  | { readonly goalMetric: string; readonly atLeast: Risk };

/** What a plan gets unless its metric or its request says otherwise. */
export interface PlanDefaults {
  /** Above 0, at most 0.05. */
  readonly alpha: number;
  /** For plans of high risk, above 0, at most 0.01; 0.01 in versions that lack it. */
  readonly highRiskAlpha?: number;
  /** From 0.8, below 1. */
  readonly power: number;
  /** Margin of a guardrail whose metric names none, above 0 and at most 0.5. */
  readonly margin: number;
  /** Days that an experiment usually takes: plans of open requests are sized for them. From 7 to 28; 28 in versions that lack it. */
  readonly usualDays?: number;
  readonly risk: readonly RiskRule[];
}

/** A kind of experiment that the supervisor may choose. */
export interface Template {
  readonly name: string;
  readonly description: string;
}

/** Which decision rules new plans register. */
export interface DecisionRuleChoice {
  /** The name of a set for each risk. */
  readonly byRisk: Readonly<Record<Risk, string>>;
  /** Sets of the team's own; one with the name of a set of the product takes its place. */
  readonly sets: readonly RuleSet[];
}

/** Who holds which role: chat users in the file, pseudonyms in the journal. */
export interface Roles {
  readonly approvers: readonly string[];
  readonly admins: readonly string[];
}

/** What is watched between the looks, by keys of metrics. */
export interface WatchSettings {
  readonly errors?: string;
  readonly satisfaction?: string;
  readonly privacy?: string;
  readonly regression: number;
  readonly pausesForIntegrity: boolean;
}

/** Who hears of what, beside the thread: chat users in the file, pseudonyms in the journal. */
export interface Escalation {
  /** They are named if the data cannot be trusted. */
  readonly productManagers: readonly string[];
  /** They are named if a change harms users. */
  readonly leadership: readonly string[];
  /** The channel that hears of harm too. */
  readonly leadershipChannel?: string;
}

/** All that a team decides about its experiments. */
export interface Settings {
  readonly roles: Roles;
  /** `owner/name` each; the first is proposed. */
  readonly repositories: readonly string[];
  readonly surfaces: readonly Surface[];
  readonly metrics: readonly Metric[];
  /** Keys of metrics that guard every experiment. */
  readonly guardrails: readonly string[];
  readonly defaults: PlanDefaults;
  /** Days after the end of a person's last experiment that their key is kept; 0 keeps it for ever. */
  readonly retentionDays: number;
  readonly testAccounts: TestAccounts;
  /** Properties of the first exposure by which the details of a look show the split and the goal. */
  readonly dimensions: readonly string[];
  readonly templates: readonly Template[];
  /** What the product is and for whom, for the agents that design; left out if the file says nothing of it and by versions from before. */
  readonly product?: string;
  /** Left out, as the next two, if the file says nothing of it and by versions from before. */
  readonly launch?: LaunchPlan;
  readonly watch?: WatchSettings;
  readonly escalation?: Escalation;
  /** How long people may let an experiment wait; versions from before this was kept lack it. */
  readonly waits?: WaitClock;
  /** Left out, as the next two, if the file says nothing of it and by versions from before. */
  readonly alerts?: AlertSettings;
  readonly routing?: RoutingSettings;
  readonly owners?: Owners;
  /** What follows the looks; versions from before this was kept lack it. */
  readonly afterwards?: AfterwardsSettings;
  /** Digests of all experiments; versions that lack it, as the next, post none and have the default targets. */
  readonly digests?: DigestSettings;
  readonly targets?: Targets;
  /** The tables that figures come from if a warehouse is connected; versions that lack it read none. */
  readonly warehouse?: WarehouseTables;
  /** Versions that lack it use the default set for every risk. */
  readonly decisionRules?: DecisionRuleChoice;
}
