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

const FILE = 'src/game/level-gate.ts';

/** Lets a check of the newest commit fail, with a log that holds these words as Actions keeps it, and the bot look at it. */
export async function failing(journey: Journey, key: string, words: string): Promise<void> {
  const { commit } = await draftOf(journey, key);
  const log = [
    '2026-09-07T09:00:01.0000000Z ##[group]Run npm test',
    '2026-09-07T09:00:02.0000000Z \u001b[31mFAIL\u001b[0m test/level-gate.test.ts',
    `2026-09-07T09:00:02.5000000Z ${FILE}: ${words}`,
    '2026-09-07T09:00:03.0000000Z ##[error]Process completed with exit code 1.',
  ].join('\n');
  await journey.running.sandbox.github.ci.check({ name: 'unit', commit, conclusion: 'failure', log });
  await journey.running.advance(LOOKED);
}

/** Lets a person write a comment at a line of the draft, and the bot look at it; gives the comment's number. */
export async function remark(journey: Journey, key: string, by: string, text: string): Promise<number> {
  const { number } = await pullOf(journey, key);
  const place = { path: FILE, line: 1, text };
  const id = await journey.running.sandbox.github.reviewers.comment(number, by, place);
  await journey.running.advance(LOOKED);
  return id;
}
