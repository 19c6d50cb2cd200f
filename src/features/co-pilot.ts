import type { AgentDeps } from '#agents/ask.ts';
import type { RuleSet } from '#domain/decision/decision-rule.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Metric } from '#domain/metric.ts';
import type { Plan, Risk } from '#domain/plan.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { TestAccounts } from '#domain/test-accounts.ts';
import type { WaitClock } from '#domain/waits/next-call.ts';
import type { OpenHomes } from '#features/home-opened.ts';
import type { Observations } from '#features/observations/observations.ts';
import type { WebhookGround } from '#features/webhooks/webhook-ground.ts';
import type { Execute } from '#journal/perform.ts';
import type { AnswerWatch } from '#ports/answer-watch.ts';
import type { Chat } from '#ports/chat.ts';
import type { CodeHost } from '#ports/code-host.ts';
import type { CodeNotices } from '#ports/code-notices.ts';
import type { CodeReview } from '#ports/code-review.ts';
import type { EventCatalogue } from '#ports/event-catalogue.ts';
import type { Flags } from '#ports/flags.ts';
import type { SurfaceRule } from '#ports/look-request.ts';
import type { Memory } from '#ports/memory.ts';
import type { MetricsSource } from '#ports/metrics-source.ts';
import type { People } from '#ports/people.ts';
import type { Pictures } from '#ports/pictures.ts';
import type { Store } from '#ports/store.ts';
import { AFTERWARDS, type AfterwardsSettings } from '#settings/afterwards.ts';
import { ALERTS, type AlertSettings, type Owners, type RoutingSettings } from '#settings/alerts.ts';
import { type DigestSettings, TARGETS, type Targets } from '#settings/digests.ts';
import { ruleSetFor } from '#settings/rule-set-for.ts';
import type { Escalation, PlanDefaults, Settings, Template } from '#settings/settings.ts';
import type { SettingsDesk } from '#settings/settings-desk.ts';
import { WAITS } from '#settings/waits.ts';
import { watchedBy } from '#settings/watched.ts';
import type { Clock } from '#shared/clock.ts';
import type { Logger } from '#shared/logger.ts';

/** What people may choose from in the form, and what every plan gets, as the settings say now. */
export interface Choices {
  readonly catalogue: readonly Metric[];
  readonly surfaces: readonly string[];
  /** Which units come to a surface, by its name. */
  readonly surfaceRules: (name: string) => readonly SurfaceRule[];
  /** Whether people log in or out on a surface, by its name. */
  readonly crossesLogin: (name: string) => boolean;
  readonly testAccounts: TestAccounts;
  /** Properties of the first exposure by which looks are also read. */
  readonly dimensions: readonly string[];
  readonly repositories: readonly string[];
  /** The flags can carry configurations of variants; left out if they cannot. */
  readonly configurable?: true;
  readonly templates: readonly Template[];
  /** What the product is and for whom; null if the settings say nothing of it. */
  readonly product: string | null;
  /** Keys of metrics that guard every experiment. */
  readonly guardrails: readonly string[];
  readonly defaults: PlanDefaults;
  /** The steps of a launch and what is watched, as plans register them. */
  readonly watched: Pick<Plan, 'launch' | 'watch'>;
  readonly escalation: Escalation;
  readonly alerts: AlertSettings;
  readonly routing: RoutingSettings;
  /** Chat users who look after surfaces and metrics. */
  readonly owners: Owners;
  /** How long people may let an experiment wait. */
  readonly waits: WaitClock;
  readonly afterwards: AfterwardsSettings;
  /** Null if no digest is wanted. */
  readonly digests: DigestSettings | null;
  readonly targets: Targets;
  /** The decision rules that a new plan of such a risk registers. */
  readonly decisionRules: (risk: Risk) => RuleSet;
  /** The version of the settings in the journal; null if it is not written there yet. */
  readonly version: number | null;
}

/** The choices as the flag service widens them. */
export function withConfigurable(choices: Choices, flags: Flags): Choices {
  return flags.configurations === undefined ? choices : { ...choices, configurable: true };
}

/** The choices that these settings give, and their version in the journal, null before they are written there. */
export function choicesOf({
  settings,
  version,
}: {
  readonly settings: Settings;
  readonly version: number | null;
}): Choices {
  const { metrics, surfaces, repositories, templates, guardrails, defaults } = settings;
  return {
    ...{ catalogue: metrics, repositories, templates, guardrails, defaults, version },
    watched: watchedBy(settings),
    escalation: settings.escalation ?? { productManagers: [], leadership: [] },
    alerts: { ...ALERTS, ...settings.alerts },
    routing: settings.routing ?? { issues: [] },
    owners: settings.owners ?? { surfaces: {}, metrics: {} },
    surfaces: surfaces.map(({ name }) => name),
    surfaceRules: (name) =>
      surfaces.find((surface) => surface.name === name)?.rules ?? [{ match: 'named', value: name }],
    crossesLogin: (name) => surfaces.find((surface) => surface.name === name)?.crossesLogin ?? false,
    testAccounts: settings.testAccounts,
    waits: { ...WAITS, ...settings.waits },
    digests: settings.digests ?? null,
    targets: settings.targets ?? TARGETS,
    afterwards: { ...AFTERWARDS, ...settings.afterwards },
    dimensions: settings.dimensions,
    product: settings.product ?? null,
    decisionRules: (risk) => ruleSetFor(settings, risk),
  };
}

/** What a person may see from where they are. */
export interface Sight {
  /** Whether experiments of this channel show. Throws if the chat service does not tell who may read it. */
  readonly sees: (channel: string) => Promise<boolean>;
  /** Why the person may only read what belongs to this channel; null if they may act by their role. */
  readonly refusal: (channel: string) => Promise<Refusal | null>;
  /** The person belongs to another company. */
  readonly isExternal: boolean;
}

/** How one connection stands: `wrong` and `waiting` keep the bot from its work, `lacking` makes it do less. */
export interface ConnectionState {
  readonly check: { readonly what: string };
  readonly outcome: 'fine' | 'wrong' | 'waiting' | 'lacking';
  /** What is wrong and what to do about it; null if it is fine. */
  readonly sentence: string | null;
}

/** Everything the use cases work with. Each takes only the part it needs. */
export interface CoPilot {
  readonly clock: Clock;
  readonly log: Logger;
  readonly store: Store;
  readonly execute: Execute;
  /** The experiment as the journal says, or null if there is none with this key. */
  readonly load: (key: string) => Promise<Experiment | null>;
  /**
   * As `load`, also if the person of the delivery may not see it: for rules that hold between experiments, never for words.
   */
  readonly loadUnseen: (key: string) => Promise<Experiment | null>;
  /** What the person of the delivery may see; all of it for the bot's own work. */
  readonly sight: Sight;
  readonly chat: Chat;
  /** The homes that people have open; left out for the bot's own work. */
  readonly homes?: OpenHomes;
  readonly people: People;
  readonly pictures: Pictures;
  readonly agents: AgentDeps;
  readonly codeHost: CodeHost;
  readonly codeNotices: CodeNotices;
  readonly codeReview: CodeReview;
  readonly flags: Flags;
  readonly metrics: MetricsSource;
  /** Past experiments: of the journal, and imported ones. */
  readonly memory: Memory;
  readonly choices: Choices;
  /** Reads and changes the settings for people. */
  readonly settings: SettingsDesk;
  /** What applications record; null if this bot keeps none of it. */
  readonly observations: Observations | null;
  /** What events there are on the analytics platform, for people who define metrics. */
  readonly events: EventCatalogue;
  /** Asks every vendor whether it can be worked with, by the settings in force; twelve seconds at most. Never throws. */
  readonly connections: () => Promise<readonly ConnectionState[]>;
  /** Counts how questions of people are answered. */
  readonly watch: AnswerWatch;
  /** Days after the end of a person's last experiment that their key is kept; 0 keeps it for ever. */
  readonly retentionDays: number;
  /** What webhooks stand on; left out if the bot has no key for them. */
  readonly webhooks?: WebhookGround;
  /** By how much a look reads less than its moment, milliseconds, so that late events have arrived. */
  readonly graceMs: number;
}
