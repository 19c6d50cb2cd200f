import type { Experiment } from '#domain/experiment.ts';
import { summarize } from '#domain/summary.ts';
import { canonicalJson, hashOf } from '#shared/canonical-json.ts';

/** Longer values are kept as their hash, so that a kept state stays readable. */
const READABLE = 100;

/** Facts of a state by name. The names are those of commit 18f0eea and stay, whatever shape `Experiment` has. */
export type StateFacts = Readonly<Record<string, unknown>>;

/** What a kept journal says of a state, its line in lists included: a short value as it is, a long one as `sha256:…`. */
export function stateFacts(experiment: Experiment): StateFacts {
  const facts: StateFacts = { ...experiment, summary: summarize(experiment) };
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, short(value)]));
}

function short(value: unknown): unknown {
  return canonicalJson(value).length <= READABLE ? value : `sha256:${hashOf(value)}`;
}
