import { isSeen } from '#api/experiments/load-seen.ts';
import type { Caller } from '#api/server/caller.ts';
import { fieldsWrong, type Problem, problem } from '#api/server/problem.ts';
import { notSetUp } from '#features/not-set-up.ts';
import { chosenPlaceProblem } from '#features/propose-experiment/refuse-place.ts';

/** Why nothing can be proposed in a channel; null if it can. A hidden channel is answered as one that does not exist. */
export async function placeProblem({ coPilot }: Caller, channel: string): Promise<Problem | null> {
  const unready = notSetUp(coPilot);
  if (unready !== null) return problem(409, unready.replaceAll('`', ''));
  if (!(await isSeen(coPilot, channel))) {
    const message = 'There is no such channel that this token may see. Name the id of a channel.';
    return fieldsWrong([{ path: 'body.channel', message }]);
  }
  const message = await chosenPlaceProblem(coPilot, channel);
  return message === null ? null : fieldsWrong([{ path: 'body.channel', message }]);
}
