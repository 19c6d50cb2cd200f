import { loadSeen } from '#api/experiments/load-seen.ts';
import { showExperiment } from '#api/experiments/show-experiment.ts';
import type { ApiCall, ApiResult } from '#api/server/operation.ts';
import { type Problem, refusalProblem } from '#api/server/problem.ts';
import type { PersonBody } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Refusal } from '#domain/refusal.ts';
import { approversFor } from '#domain/waits/approvers-for.ts';
import { checkFlagBefore } from '#features/guard-flag/check-flag.ts';
import { refreshCard } from '#features/thread/refresh-card.ts';
import { needsAnother, noOtherApprover } from '#features/who-may.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/** What a program asks for in the name of its person. */
export interface WantedAct {
  readonly key: string;
  /** Makes the command once the experiment is known; a text in its place says why it is not given. */
  readonly commandOf: (experiment: Experiment) => Promise<Result<PersonBody, Problem>>;
  /** The flag is held against what the journal knows of it before. */
  readonly looksAtFlag?: true;
}

type Call = Pick<ApiCall<unknown, unknown, unknown>, 'caller' | 'work'>;

/** Gives a command as the person of the token, under the same rules as a press, and answers the experiment after it. */
export async function actOn(
  call: Call,
  { key, commandOf, looksAtFlag }: WantedAct,
): Promise<Result<ApiResult, Problem>> {
  const { caller } = call;
  const { coPilot, actor } = caller;
  const before = await loadSeen(caller, key);
  if (before.kind === 'refused') return before;
  if (looksAtFlag === true) await checkFlagBefore(coPilot, key);
  const found = (await coPilot.load(key)) ?? before.value;
  const made = await commandOf(found);
  if (made.kind === 'refused') return made;
  if (await isDoneBefore(call, key, made.value)) return shown(call, key);
  const done = await coPilot.execute(key, { ...made.value, actor, at: coPilot.clock.now() });
  if (done.kind === 'ok') return shown(call, key);
  await refreshCard(coPilot, key);
  return refused(await told(call, found, done.problem));
}

async function shown({ caller }: Call, key: string): Promise<Result<ApiResult, Problem>> {
  const found = await loadSeen(caller, key);
  if (found.kind === 'refused') return found;
  return ok({ json: await showExperiment(caller.coPilot, found.value) });
}

/** A try that ended without an answer may have given the command: then it stands in the journal. */
async function isDoneBefore({ caller, work }: Call, key: string, body: PersonBody): Promise<boolean> {
  if (!work.isAgain) return false;
  const { store } = caller.coPilot;
  const wanted = canonicalJson(body);
  return (await store.commits(key)).some(({ command }) => {
    const { actor, at, ...given } = command;
    const isOurs =
      actor.person === caller.actor.person && 'token' in actor && actor.token === caller.token.id;
    return isOurs && at >= work.since && canonicalJson(given) === wanted;
  });
}

/** The refusal, with those who may do it in place of the person if that is another approver. */
async function told({ caller }: Call, experiment: Experiment, refusal: Refusal): Promise<Problem> {
  if (!needsAnother(refusal)) return refusalProblem(refusal);
  const { people } = caller.coPilot;
  const able = approversFor(experiment, await people.approvers());
  const users = (await Promise.all(able.map((person) => people.userOf(person)))).filter(
    (user) => user !== null,
  );
  const who =
    users.length === 0 ? noOtherApprover('roles.approvers') : `These chat users can: ${users.join(', ')}.`;
  return refusalProblem({ ...refusal, message: `${refusal.message} ${who}` });
}
