import type { AgentDeps } from '#agents/ask.ts';
import type { PromptLibrary } from '#agents/prompt.ts';
import {
  type PromptVariants,
  promptPath,
  VARIED_PROMPTS,
  type VariedPrompt,
} from '#agents/prompt-variants.ts';
import type { PreparedFlags } from '#evaluation/prepare-flags.ts';
import { trialFile } from '#evaluation/trial-file.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { faultFields, toAppError } from '#shared/errors.ts';

/** What experiments on the bot's own prompts stand on. */
export interface PromptTrialNeeds extends Pick<CoPilot, 'loadUnseen' | 'log'> {
  /** The repository that the bot is built from, as `owner/name`. */
  readonly repository: string;
  /** The flags as they are launched, from memory. */
  readonly flags: () => PreparedFlags;
  readonly prompts: PromptLibrary;
  readonly variants: PromptVariants['texts'];
}

/**
 * The prompts of a thread: an experiment on a prompt gives it the text of its variant, with the thread as the run. The thread of that experiment itself has
 * the original, so that no experiment is planned, built or told of by its own variant; so has a thread that was asked with the prompt before it was let in. A
 * fault leaves every prompt as it is.
 */
export function createPromptTrials(needs: PromptTrialNeeds): NonNullable<AgentDeps['promptsFor']> {
  const { flags, prompts, variants, log } = needs;
  const promptBy = createPromptFinder(needs);
  return async ({ key: thread, runs }) => {
    const wasAskedApart = (name: VariedPrompt, experiment: string) =>
      runs.some(({ prompt, trial }) => prompt.startsWith(`${name}@`) && trial?.experiment !== experiment);
    try {
      const live = flags();
      const met = live.evaluateAll({ targetingKey: thread });
      let library = prompts;
      for (const { key } of met.filter((one) => one.kind === 'value' && one.variant !== null)) {
        const name = key === thread ? null : await promptBy(key);
        if (name === null || library[name].trial !== undefined || wasAskedApart(name, key)) continue;
        const run = { experiment: key, run: thread, file: promptPath(name) };
        const { variant, path } = trialFile(live, run, (one) => variants.has(one));
        if (variant === null) continue;
        const text = variants.get(path) ?? prompts[name];
        library = { ...library, [name]: { ...text, trial: { experiment: key, variant } } };
      }
      return library;
    } catch (thrown) {
      const fields = { experiment: thread, ...faultFields(toAppError(thrown)) };
      log.warn('a thread takes no part in experiments on prompts', fields);
      return prompts;
    }
  };
}

/** The prompt that the experiment of a flag varies, null if it varies none. A journal is read once for each flag: its file stays. */
function createPromptFinder({ repository, loadUnseen }: PromptTrialNeeds) {
  const known = new Map<string, VariedPrompt | null>();
  return async (flag: string): Promise<VariedPrompt | null> => {
    const before = known.get(flag);
    if (before !== undefined) return before;
    const request = (await loadUnseen(flag))?.request;
    if (request === undefined) return null;
    const isOwn = request.repository.toLowerCase() === repository.toLowerCase();
    const name = VARIED_PROMPTS.find((one) => isOwn && promptPath(one) === request.file) ?? null;
    known.set(flag, name);
    return name;
  };
}
