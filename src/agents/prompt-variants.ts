import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Prompt, parsePrompt, variedPrompt } from '#agents/prompt.ts';
import type { PromptName } from '#agents/prompt-inputs.ts';
import { type AppError, toAppError } from '#shared/errors.ts';

/**
 * The prompts that experiments may vary: what comes of them is approved by people, judged by the gate, or held against figures. The supervisor and the
 * policy review judge what may be tested at all, so a milder text of theirs would win; the others have no outcome of their own.
 */
export const VARIED_PROMPTS = ['designer', 'analyst', 'implementer'] as const satisfies readonly PromptName[];
export type VariedPrompt = (typeof VARIED_PROMPTS)[number];

/** The folder of the prompts in the repository of the bot. */
const FOLDER = 'prompts/';

/** The path of a prompt in the repository of the bot. */
export function promptPath(name: PromptName): string {
  return `${FOLDER}${name}.md`;
}

/** Tells whether experiments may vary this prompt. */
export function isVaried(name: PromptName): name is VariedPrompt {
  return VARIED_PROMPTS.some((varied) => varied === name);
}

/** The variants that lie beside the prompts. */
export interface PromptVariants {
  /** By their path in the repository, such as `prompts/designer.treatment.md`. */
  readonly texts: ReadonlyMap<string, Prompt>;
  /** Why others cannot be used: for experiments they are not there. */
  readonly broken: readonly AppError[];
}

/** Reads the variants from the folder of the prompts. */
export function loadPromptVariants(directory: string): PromptVariants {
  const texts = new Map<string, Prompt>();
  const broken: AppError[] = [];
  for (const file of readdirSync(directory).sort()) {
    const name = variedPrompt(file);
    if (name === null || !isVaried(name)) continue;
    try {
      texts.set(`${FOLDER}${file}`, parsePrompt(file, readFileSync(join(directory, file), 'utf8')));
    } catch (thrown) {
      broken.push(toAppError(thrown));
    }
  }
  return { texts, broken };
}

/** The prompt of the bot that a file of a repository is, by its path and what it declares; null if it is none. */
export function botPromptOf(path: string, text: string): PromptName | null {
  if (!path.startsWith(FOLDER)) return null;
  return promptProblem(path, text) === null ? parsePrompt(path.slice(FOLDER.length), text).name : null;
}

/** Why the bot could not ask with this text of a prompt or a variant, in words; null if it could. */
export function promptProblem(path: string, text: string): string | null {
  try {
    parsePrompt(path.slice(FOLDER.length), text);
    return null;
  } catch (thrown) {
    return toAppError(thrown).message;
  }
}
