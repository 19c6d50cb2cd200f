import type { RequestAlternative } from '#domain/design/alternative.ts';
import type { LookCadence, Risk } from '#domain/plan.ts';
import type { RiskCategory } from '#domain/risk/risk-category.ts';

export type AgentRole = 'supervisor' | 'designer' | 'policy' | 'implementer' | 'analyst';

/** An experiment on a prompt of the bot's own, by its key, and the variant that a thread got. */
export interface PromptTrial {
  readonly experiment: string;
  readonly variant: string;
}

/** What one model call cost and from what it came: enough to see later which prompt said what. */
export interface AgentRun {
  readonly role: AgentRole;
  readonly model: string;
  /** Name and version of the prompt file, and the hash of its text. */
  readonly prompt: string;
  readonly promptHash: string;
  readonly inputHash: string;
  readonly outputHash: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number | null;
  readonly latencyMs: number;
  readonly repaired: boolean;
  /** When it was answered, milliseconds since the Unix epoch; journals from before this was kept do not say. */
  readonly at?: number;
  /** The hash under which question and answer are kept for a while; left out if they never were, and by journals from before. */
  readonly kept?: string;
  /** The experiment in which the prompt took part; left out if it took part in none. */
  readonly trial?: PromptTrial;
}

/** What to do with an idea: test it, do it for all users now, or leave it. */
export type IdeaOutcome = 'experiment' | 'do-now' | 'drop';

/** Why an idea is no experiment: five reasons to do it now, and three to drop it as it stands. */
export type OutcomeGround =
  | 'bug-fix'
  | 'legal-duty'
  | 'security'
  | 'urgent'
  | 'certain'
  | 'no-change'
  | 'several-changes'
  | 'hopeless';

/** What a hypothesis is held against. */
export type HypothesisCriterion = 'specific' | 'measurable' | 'achievable' | 'relevant' | 'timeBound';

/** How well a hypothesis meets one criterion, and why: a short sentence. */
export interface CriterionVerdict {
  readonly verdict: 'ok' | 'weak' | 'missing';
  readonly reason: string;
}

/** Supervisor: what to do with the idea, what is missing, how risky. */
export interface Assessment {
  /** The outcome is an experiment and no question is open. */
  readonly testable: boolean;
  readonly reason: string;
  /** What has to be answered before a design; empty when testable. */
  readonly questions: readonly string[];
  readonly template: string;
  readonly risk: Risk;
  /** Left out by journals from before it was kept; `testable` says it there. */
  readonly outcome?: IdeaOutcome;
  /** Null for an experiment; left out with `outcome`. */
  readonly ground?: OutcomeGround | null;
  /** Left out with `outcome`. */
  readonly verdicts?: Readonly<Record<HypothesisCriterion, CriterionVerdict>>;
  /** What of the idea makes it a risk, as the supervisor sees it; left out with `outcome`. */
  readonly categories?: readonly RiskCategory[];
  /** The risk as the supervisor judged it; left out if code raised it no further. */
  readonly judged?: Risk;
}

/** Designer: words and choices only; every number of the plan is computed or comes from the request. */
export interface DesignProposal {
  readonly title: string;
  readonly hypothesis: string;
  readonly rationale: string;
  readonly controlDescription: string;
  readonly treatmentDescriptions: readonly string[];
  /** Keys of the catalogue; the goal and the requested guardrails need not be repeated. */
  readonly guardrailMetrics: readonly string[];
  readonly secondaryMetrics: readonly string[];
  readonly lookCadence: LookCadence;
  readonly risks: readonly string[];
  /** How the change is meant to move the goal; left out, as all that follow, by designs from before they were asked for. */
  readonly mechanism?: string;
  /** What the experiment would show if the hypothesis is wrong. */
  readonly disproof?: string;
  /** Why each guardrail is one. */
  readonly guardrailReasons?: readonly { readonly metric: string; readonly reason: string }[];
  /** Dimensions of the settings. */
  readonly segments?: readonly string[];
  /** Two points of those that code offers, the lesser first. */
  readonly forecast?: { readonly from: string; readonly to: string };
  /** Keys of past experiments that the designer was shown. */
  readonly citations?: readonly { readonly key: string; readonly stance: 'supports' | 'contradicts' }[];
  /** Why past experiments that were shown are not cited; null if there is nothing to say. */
  readonly noneSimilar?: string | null;
  /** The metric of the catalogue that would be the better goal, and why; null if the goal is right. */
  readonly objection?: { readonly goalMetric: string; readonly reason: string } | null;
}

/** What the policy review looks at. */
export const POLICY_CATEGORIES = [
  'privacy',
  'deception',
  'consent',
  'vulnerable',
  'discrimination',
  'money',
  'safety',
  'measurement',
] as const;
export type PolicyCategory = (typeof POLICY_CATEGORIES)[number];

/** One matter of the policy review: what blocks the plan as it is written, or what deserves a thought. */
export interface PolicyFinding {
  readonly category: PolicyCategory;
  readonly severity: 'block' | 'concern';
  readonly text: string;
}

/** Policy agent: an opinion. What is forbidden is decided by `domain/design/policy.ts`, not by it. */
export interface PolicyOpinion {
  readonly verdict: 'no-objection' | 'objection';
  readonly objections: readonly string[];
  readonly considerations: readonly string[];
  /** The same with what each is about; left out by journals from before it was kept. */
  readonly findings?: readonly PolicyFinding[];
}

/** Implementer: whole-file edits and what a reviewer should know. `content: null` deletes. */
export interface Implementation {
  readonly summary: string;
  readonly edits: readonly { readonly path: string; readonly content: string | null }[];
  readonly testPaths: readonly string[];
}

/** Analyst: plain words on computed facts; every number in it must stand in the facts. */
export interface Narrative {
  readonly headline: string;
  readonly reasons: readonly string[];
}

/**
 * Why there is no usable result; a person has to act, except after `day-ceiling`. The model's fault after its one repair (`declined`,
 * `truncated`, `invalid-answer`); questions that can be answered in the thread (`has-questions`); an idea that still lacks something
 * (`not-testable`), is no experiment (`no-experiment`), or holds an act that no plan may hold (`forbidden`); objections that stay
 * (`objected`); facts that do not allow it (`impossible`: no traffic, no such repository); open parts of the request that nothing in the
 * settings fits (`not-chosen`); a comment that asks for another request (`asks-edit`); agents that have used what they may, for this
 * experiment (`ceiling`) or in a day (`day-ceiling`). `detail` is a sentence or a list of them.
 */
export interface AgentFailure {
  readonly role: AgentRole;
  readonly reason:
    | 'declined'
    | 'truncated'
    | 'invalid-answer'
    | 'not-testable'
    | 'has-questions'
    | 'no-experiment'
    | 'forbidden'
    | 'objected'
    | 'impossible'
    | 'not-chosen'
    | 'asks-edit'
    | 'ceiling'
    | 'day-ceiling';
  readonly detail: string;
  /** Ids of the rules in code that refuse it; left out if it is none of theirs, and by journals from before they were kept. */
  readonly rules?: readonly string[];
  /** Requests with which a plan can be made; left out if none is known, and by journals from before they were computed. */
  readonly alternatives?: readonly RequestAlternative[];
}
