import { MINUTE } from '#shared/clock.ts';
import type { Journey } from './journey.ts';

/** After this the bot has looked at every draft. */
export const LOOKED = 6 * MINUTE;

/** Number and branch of an experiment's pull request. */
export async function pullOf(
  journey: Journey,
  key: string,
): Promise<{ readonly number: number; readonly branch: string }> {
  const { code } = await journey.load(key);
  if (code === null) throw new Error(`${key} has no pull request`);
  return code.pullRequest;
}

/** The head of an experiment's pull request, as GitHub has it. */
export async function draftOf(
  journey: Journey,
  key: string,
): Promise<{ readonly commit: string; readonly isDraft: boolean }> {
  const { number } = await pullOf(journey, key);
  return journey.running.sandbox.github.reviewers.headOf(number);
}

/** The newest message of the thread that holds these words; empty if there is none. */
export async function textWith(journey: Journey, key: string, words: string): Promise<string> {
  return (await journey.thread(key)).findLast((text) => text.includes(words)) ?? '';
}
