import type { Caller } from '#api/server/caller.ts';
import { type Problem, problem } from '#api/server/problem.ts';
import type { Experiment } from '#domain/experiment.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/** The experiment with this key if the token may see it: whether there is a hidden one is not told. */
export async function loadSeen({ coPilot }: Caller, key: string): Promise<Result<Experiment, Problem>> {
  const found = await coPilot.load(key);
  if (found !== null) return ok(found);
  const detail = `There is no experiment ${key} that this token may see. GET /api/v1/experiments lists them.`;
  return refused(problem(404, detail));
}
