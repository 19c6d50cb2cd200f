import { fileURLToPath } from 'node:url';
import type { AgentDeps } from '#agents/ask.ts';
import { loadPrompts } from '#agents/prompt.ts';
import type { BotConfig } from '#app/config.ts';

/** The product's own prompts. */
const PROMPTS = fileURLToPath(new URL('../../prompts/', import.meta.url));

/** What every agent needs. Throws `prompt-invalid` as `loadPrompts` does. */
export function agentsOf(
  { ceilings, runsKept }: Pick<BotConfig, 'ceilings' | 'runsKept'>,
  needs: Pick<AgentDeps, 'model' | 'redaction'>,
  prompts = PROMPTS,
): AgentDeps {
  return { ...needs, ceilings, kept: runsKept, prompts: loadPrompts(prompts) };
}
