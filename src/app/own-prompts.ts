import type { AgentDeps } from '#agents/ask.ts';
import type { PromptLibrary } from '#agents/prompt.ts';
import { loadPromptVariants } from '#agents/prompt-variants.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { createPromptTrials, type PromptTrialNeeds } from '#features/own-prompts/prompt-trials.ts';
import { recordOutcomes } from '#features/own-prompts/record-outcomes.ts';
import { noneRead } from '#journal/changed-experiments.ts';
import type { Job } from '#journal/jobs.ts';
import { MINUTE } from '#shared/clock.ts';
import { faultFields } from '#shared/errors.ts';

/** What experiments on the bot's own prompts need of it; the repository is left out if there are none. */
export type OwnPrompts = Pick<PromptTrialNeeds, 'flags' | 'loadUnseen' | 'log'> & {
  readonly repository: string | null | undefined;
};

/** The prompts of each thread, with the variants of this folder; nothing if no repository is set. */
export function promptTrials(
  { repository, ...needs }: OwnPrompts,
  prompts: PromptLibrary,
  folder: string,
): Pick<AgentDeps, 'promptsFor'> {
  if (repository == null) return {};
  const { texts, broken } = loadPromptVariants(folder);
  for (const fault of broken)
    needs.log.warn('a variant of a prompt cannot be used; no thread takes part', faultFields(fault));
  return { promptsFor: createPromptTrials({ ...needs, repository, prompts, variants: texts }) };
}

/** Records what comes of prompts; no job if none is under an experiment. */
export function recordPromptOutcomes({
  agents,
  observations,
  ...needs
}: Pick<CoPilot, 'agents' | 'observations' | 'store' | 'clock'>): readonly Job[] {
  if (agents.promptsFor === undefined || observations === null) return [];
  const read = noneRead();
  const run = () => recordOutcomes(needs, observations, read);
  return [{ name: 'prompt-outcomes', everyMs: MINUTE, backfill: false, run }];
}
