import { openQuestions } from '#domain/design/open-questions.ts';
import type { Experiment } from '#domain/experiment.ts';
import { answerQuestions } from '#features/answer-questions/answer-questions.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { SaidToBot } from '#features/said-to-bot.ts';
import { actIn } from './acts.ts';

const TAKEN = 'Taken as the answer to the open questions. The agents go on.';

/** Whether a person answers the open questions of the experiment in its thread, rather than asking something themselves. */
export function isReply(experiment: Experiment, { text, isDirect }: SaidToBot): boolean {
  if (isDirect || openQuestions(experiment).length === 0) return false;
  return !text.includes('?') && actIn(text) === null;
}

/** Takes what a person says as the answer to the open questions, with the rights of a form; returns what the bot replies. Plain text. */
export async function takeReply(
  coPilot: CoPilot,
  experiment: Experiment,
  { user, text }: SaidToBot,
): Promise<string> {
  const actor = await coPilot.people.actorOf(user);
  const result = await answerQuestions(coPilot, experiment, actor, text);
  return result.kind === 'ok' ? TAKEN : result.problem.message;
}
