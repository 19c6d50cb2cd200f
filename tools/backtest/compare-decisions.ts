import type { PastExperiment } from './history-schema.ts';
import type { RulesOutcome } from './replay-history.ts';

/** A past decision beside what the rules say of the same data. */
export interface Compared {
  readonly id: string;
  readonly people: string;
  readonly rules: string;
  /** `same`: the same treatment shipped, or none. `open`: the rules leave it to a person, do not read the data, or would have gone on or run longer. */
  readonly agreement: 'same' | 'differs' | 'open';
  /** Why the rules say something else; empty if they do not. */
  readonly why: string;
}

/** Puts the decision of people beside that of the rules. */
export function compareDecisions({ id, plan, decision }: PastExperiment, rules: RulesOutcome): Compared {
  const treatments = Object.keys(plan.allocation).filter((variant) => variant !== plan.control);
  const shipped = decision.outcome === 'ship' ? (decision.variant ?? treatments[0] ?? null) : null;
  const agreement = agreementOf(shipped, rules);
  return {
    id,
    people: `${outcomeWords(decision.outcome, shipped)} on day ${decision.day}`,
    rules: `${outcomeWords(rules.recommendation, rules.variant)} on day ${rules.day}`,
    agreement,
    why: agreement === 'same' ? '' : whyOf(rules, decision.reason),
  };
}

const OPEN: readonly RulesOutcome['recommendation'][] = [
  'keep-running',
  'extend',
  'drop-variant',
  'ask-person',
  'do-not-read',
];

function agreementOf(shipped: string | null, rules: RulesOutcome): Compared['agreement'] {
  if (OPEN.includes(rules.recommendation)) return 'open';
  return shipped === rules.variant ? 'same' : 'differs';
}

const WORDS: Readonly<Record<string, string>> = {
  ship: 'ship',
  kill: 'kill',
  'end-without-winner': 'end without shipping',
  'keep-running': 'go on',
  extend: 'run longer',
  iterate: 'end without shipping and try again',
  'dig-into-segments': 'end without shipping and try again in a segment',
  'drop-variant': 'drop a treatment and go on',
  'ask-person': 'leave it to a person',
  'do-not-read': 'do not read the data',
};

function outcomeWords(outcome: string, variant: string | null): string {
  return `${WORDS[outcome] ?? outcome}${variant === null ? '' : ` ${variant}`}`;
}

function whyOf({ rule, grounds, dropped }: RulesOutcome, reason: string | undefined): string {
  const parts = [
    `rule ${rule}`,
    ...grounds,
    ...(dropped.length === 0 ? [] : [`taken out: ${dropped.join(', ')}`]),
    ...(reason === undefined ? [] : [`people said: ${reason}`]),
  ];
  return parts.join('; ');
}

/** How often people and rules agree. */
export interface Agreement {
  readonly same: number;
  readonly differs: number;
  readonly open: number;
  /** How many of what people did met what of the rules, as rows `people → rules`. */
  readonly pairs: Readonly<Record<string, number>>;
}

/** Adds up comparisons. Pairs leave the day and the name of the treatment out. */
export function agreementOfAll(
  all: readonly { readonly compared: Compared; readonly pair: string }[],
): Agreement {
  const count = (agreement: Compared['agreement']) =>
    all.filter(({ compared }) => compared.agreement === agreement).length;
  const pairs: Record<string, number> = {};
  for (const { pair } of all) pairs[pair] = (pairs[pair] ?? 0) + 1;
  return { same: count('same'), differs: count('differs'), open: count('open'), pairs };
}

/** What people did and what the rules say, without days and treatments. */
export function pairOf({ decision }: PastExperiment, { recommendation }: RulesOutcome): string {
  return `${outcomeWords(decision.outcome, null)} → ${outcomeWords(recommendation, null)}`;
}
