import type { PromptLibrary } from '#agents/prompt.ts';
import { isPromptName } from '#agents/prompt-inputs.ts';
import { hashOf } from '#shared/canonical-json.ts';
import type { StoreReader } from '#tools/store/store-reader.ts';
import { callOf } from './kept-calls.ts';
import type { KnownRuns } from './kept-model.ts';

/**
 * The prompts with which these calls were asked: a text that took part in an experiment comes from the kept call, because a variant is gone after the end.
 * All others are those of today.
 */
export async function promptsAsked(
  store: Pick<StoreReader, 'run'>,
  calls: readonly (string | null)[],
  { runs, prompts }: KnownRuns,
): Promise<PromptLibrary> {
  let asked = prompts;
  for (const hash of calls) {
    const run = runs.get(hash ?? '');
    const name = run?.prompt.split('@')[0] ?? '';
    if (run?.trial === undefined || hash === null || !isPromptName(name)) continue;
    const found = await callOf(store, hash);
    if (found.kind !== 'found') continue;
    const text = found.record.request.instructions;
    if (hashOf(text) !== run.promptHash) continue;
    asked = { ...asked, [name]: { ...asked[name], text, hash: run.promptHash, trial: run.trial } };
  }
  return asked;
}
