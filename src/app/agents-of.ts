import { fileURLToPath } from 'node:url';
import type { AgentDeps } from '#agents/ask.ts';
import { loadPrompts } from '#agents/prompt.ts';
import type { BotConfig } from '#app/config.ts';
import { type OwnPrompts, promptTrials } from '#app/own-prompts.ts';

/** The product's own prompts. */
const PROMPTS = fileURLToPath(new URL('../../prompts/', import.meta.url));

interface AgentNeeds extends Pick<AgentDeps, 'model' | 'redaction'> {
  /** Left out if no prompt is under an experiment. */
  readonly trials?: OwnPrompts;
}

/** What every agent needs. Throws `prompt-invalid` as `loadPrompts` does. */
export function agentsOf(
  { ceilings, runsKept }: Pick<BotConfig, 'ceilings' | 'runsKept'>,
  { trials, ...needs }: AgentNeeds,
  folder = PROMPTS,
): AgentDeps {
  const prompts = loadPrompts(folder);
  const own = trials === undefined ? {} : promptTrials(trials, prompts, folder);
  return { ...needs, ceilings, kept: runsKept, prompts, ...own };
}
