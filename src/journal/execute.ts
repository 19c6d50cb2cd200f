import type { Command } from '#domain/command.ts';
import { type Commit, fold, sealCommit } from '#domain/commit.ts';
import { decide } from '#domain/decide.ts';
import type { Experiment } from '#domain/experiment.ts';
import { pastLineOf } from '#domain/memory/past-of.ts';
import type { Refusal } from '#domain/refusal.ts';
import { summarize } from '#domain/summary.ts';
import { type Chains, createChains } from '#journal/chains.ts';
import type { Execute, Executed } from '#journal/perform.ts';
import type { JournalStore } from '#ports/journal-store.ts';
import type { PastStore } from '#ports/past-store.ts';
import type { SummaryStore } from '#ports/summary-store.ts';
import { ownFault, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import { ok, type Result } from '#shared/result.ts';
import { untilFirst } from '#shared/until-first.ts';

export interface ExecuteNeeds {
  readonly store: JournalStore & SummaryStore & Pick<PastStore, 'putPast'>;
  readonly log: Logger;
  /** Shared with other readers of experiments, so that each commit is read once; its own if left out. */
  readonly chains?: Chains;
  /** Told of every commit with effects, so that they need not wait for the next poll. */
  readonly onCommitted?: () => void;
}

/**
 * Loads, decides and appends by one insert. If another writer was first, it loads and decides again: a decision is always
 * made on the state that it is appended to. Throws `journal.contended` after too many lost races.
 */
export function createExecute(given: ExecuteNeeds): Execute {
  const needs = { ...given, chains: given.chains ?? createChains(given.store) };
  return (key, command) => untilFirst(() => attemptOnce(needs, key, command));
}

async function attemptOnce(
  { store, log, chains, onCommitted }: ExecuteNeeds & { readonly chains: Chains },
  key: string,
  command: Command,
): Promise<Result<Executed, Refusal> | 'conflict'> {
  const { state, last } = await chains.end(key);
  const decided = decide(state, command);
  if (decided.kind === 'refused') return decided;
  const commit = sealCommit(key, last, command, decided.value);
  if ((await store.append(commit)) === 'conflict') return 'conflict';
  const experiment = fold([commit], state);
  if (experiment === null) throw ownFault('journal.empty', 'The journal does not begin with a proposal.');
  await project(store, log, experiment, commit);
  if (commit.effects.length > 0) onCommitted?.();
  return ok({ experiment, commit, outcome: decided.value });
}

/** The list is a projection that can be rebuilt: failing to write it must not lose the commit. */
async function project(
  store: SummaryStore & Pick<PastStore, 'putPast'>,
  log: Logger,
  experiment: Experiment,
  commit: Commit,
): Promise<void> {
  try {
    await store.putSummary(summarize(experiment));
    const line = pastLineOf(experiment);
    if (line !== null) await store.putPast(line);
  } catch (thrown) {
    const { code } = toAppError(thrown);
    log.error('the list could not be updated; npm run rebuild mends it', { commit: commit.id, code });
  }
}
