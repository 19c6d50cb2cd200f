import type { Command } from '#domain/command.ts';
import type { Effect } from '#domain/effect.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import { evolve } from '#domain/evolve.ts';
import type { Experiment } from '#domain/experiment.ts';
import { hashOf } from '#shared/canonical-json.ts';
import { ownFault } from '#shared/errors.ts';

/** The hash before the first commit of an experiment. */
export const GENESIS = '0'.repeat(64);

/** One immutable entry of the journal. `version` counts from 1 without gaps; `id` is `<experiment>:<version>`. */
export interface Entry<
  Given extends { readonly at: number } = { readonly at: number },
  Fact = object,
  Asked extends { readonly kind: string } = { readonly kind: string },
> {
  readonly id: string;
  /** The experiment, or the name of another stream, which begins with `$`. */
  readonly experiment: string;
  readonly version: number;
  readonly at: number;
  readonly command: Given;
  readonly events: readonly Fact[];
  readonly effects: readonly Asked[];
  readonly previousHash: string;
  /** SHA-256 over the canonical JSON of all the other fields. */
  readonly hash: string;
}

/** An entry of an experiment. */
export type Commit = Entry<Command, ExperimentEvent, Effect>;

/** What is decided if a command is allowed: of an experiment, if nothing else is said. */
export interface Outcome<Fact = ExperimentEvent, Asked = Effect> {
  readonly events: readonly Fact[];
  readonly effects: readonly Asked[];
}

/** Seals an outcome as the next link of the chain. */
export function sealCommit<
  Given extends { readonly at: number },
  Fact,
  Asked extends { readonly kind: string },
>(
  experiment: string,
  previous: Pick<Entry, 'version' | 'hash'> | null,
  command: Given,
  outcome: Outcome<Fact, Asked>,
): Entry<Given, Fact, Asked> {
  const version = (previous?.version ?? 0) + 1;
  const body = {
    id: `${experiment}:${version}`,
    experiment,
    version,
    at: command.at,
    command,
    events: outcome.events,
    effects: outcome.effects,
    previousHash: previous?.hash ?? GENESIS,
  };
  return { ...body, hash: hashOf(body) };
}

/** Folds commits, oldest first, into a state; null if there are none. `from` continues an earlier fold. */
export function fold(commits: readonly Commit[], from: Experiment | null = null): Experiment | null {
  let state = from;
  for (const commit of commits) {
    const context = { key: commit.experiment, version: commit.version, at: commit.at };
    for (const event of commit.events) state = evolve(state, event, context);
    if (state !== null && state.version !== commit.version) state = { ...state, version: commit.version };
  }
  return state;
}

/** The first link that does not hold, or null if the whole chain does. `commits` are all of one experiment. */
export function firstBrokenLink(commits: readonly Entry[]): { id: string; why: string } | null {
  let previousHash = GENESIS;
  for (const [index, commit] of commits.entries()) {
    const { hash, ...body } = commit;
    if (commit.version !== index + 1) return { id: commit.id, why: `version ${index + 1} is missing` };
    if (commit.previousHash !== previousHash)
      return { id: commit.id, why: 'does not follow the link before it' };
    if (hashOf(body) !== hash) return { id: commit.id, why: 'its content does not give its hash' };
    previousHash = hash;
  }
  return null;
}

/**
 * When its effects are due, in milliseconds since the epoch: at once, and before everything else if a flag changes.
 * Users who meet a harmful change must not wait behind a long queue of messages.
 */
export function dueAtFirst({ at, effects }: Pick<Entry, 'at' | 'effects'>): number {
  return effects.some(({ kind }) => kind === 'flag') ? 0 : at;
}

/** A commit from its JSON; null if that cannot be read. The audit says whether it is whole. */
export function readCommit(body: string): Commit | null {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** The same for a commit that must exist. Throws `store.damaged-commit`, which says what to do, if it cannot be read. */
export function parseCommit(id: string, body: string): Commit {
  const commit = readCommit(body);
  if (commit !== null) return commit;
  const message = `Commit ${id} cannot be read: run the audit, then restore a backup`;
  throw ownFault('store.damaged-commit', message);
}
