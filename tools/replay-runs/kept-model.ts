import type { Keeper } from '#agents/keeper.ts';
import type { PromptLibrary } from '#agents/prompt.ts';
import type { AgentRun } from '#domain/agent-output.ts';
import type { LanguageModel } from '#ports/language-model.ts';
import type { StoreReader } from '#tools/store/store-reader.ts';
import { callOf } from './kept-calls.ts';
import { requestDifferences } from './request-differences.ts';
import { ReplayStop, type RunLine } from './run-lines.ts';

/** A model that answers from kept calls alone, in their order, and the keeper that gives their hashes. */
export interface KeptModel {
  readonly model: LanguageModel;
  readonly keeper: Keeper;
  /** A line for each call that was asked for, and for each that was not. */
  readonly lines: () => readonly RunLine[];
}

/** What the kept answers are compared by: the entries of the journal, by hash, and the prompts of today. */
export interface KnownRuns {
  readonly runs: ReadonlyMap<string, AgentRun>;
  readonly prompts: PromptLibrary;
}

/** Answers each question with what was answered at its place then, and notes if the question is another. */
export function createKeptModel(
  store: Pick<StoreReader, 'run'>,
  calls: readonly (string | null)[],
  { runs, prompts }: KnownRuns,
): KeptModel {
  const lines: RunLine[] = [];
  let asked = 0;
  const nameOf = (hash: string | null | undefined) => runs.get(hash ?? '')?.prompt ?? 'a call';
  const stop = (line: RunLine): never => {
    lines.push(line);
    throw new ReplayStop(line.words);
  };
  return {
    model: {
      complete: async (request) => {
        const hash = calls[asked];
        asked += 1;
        const what = hash === undefined ? request.schemaName : nameOf(hash);
        if (hash === undefined)
          return stop({ what, verdict: 'differs', words: 'a question that was not asked then' });
        if (hash === null) return stop({ what, verdict: 'missing', words: 'it was not kept' });
        const found = await callOf(store, hash);
        if (found.kind !== 'found') {
          const isMissing = found.kind === 'missing';
          const words = isMissing
            ? 'the answer is not kept any more'
            : `what is kept does not give its hash ${hash}`;
          return stop({ what, verdict: found.kind, words });
        }
        const { request: then, outcome } = found.record;
        const apart = requestDifferences(then, request, runs.get(hash)?.prompt, prompts);
        lines.push({ what, verdict: apart.length === 0 ? 'same' : 'differs', words: apart.join('; ') });
        return outcome;
      },
    },
    keeper: { keep: async () => calls[asked - 1] ?? null },
    lines: () => [
      ...lines,
      ...calls.slice(asked).map((hash) => ({
        what: nameOf(hash),
        verdict: 'differs' as const,
        words: 'it was not asked again',
      })),
    ],
  };
}
