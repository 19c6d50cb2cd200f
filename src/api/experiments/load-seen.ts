import type { Caller } from '#api/server/caller.ts';
import { type Problem, problem } from '#api/server/problem.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { toAppError } from '#shared/errors.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/** The experiment with this key if the token may see it: whether there is a hidden one is not told. */
export async function loadSeen({ coPilot }: Caller, key: string): Promise<Result<Experiment, Problem>> {
  const found = await unlessGone(() => coPilot.load(key), null);
  if (found !== null) return ok(found);
  const detail = `There is no experiment ${key} that this token may see. GET /api/v1/experiments lists them.`;
  return refused(problem(404, detail));
}

/** Whether the token may see what stands in a channel. */
export function isSeen({ sight }: Pick<CoPilot, 'sight'>, channel: string): Promise<boolean> {
  return unlessGone(() => sight.sees(channel), false);
}

/** A channel that the chat service does not know is seen by no person. Throws what may pass. */
async function unlessGone<Value>(ask: () => Promise<Value>, gone: Value): Promise<Value> {
  try {
    return await ask();
  } catch (thrown) {
    if (toAppError(thrown).code !== 'slack.channel_not_found') throw thrown;
    return gone;
  }
}
