import { designOf, type Experiment } from '#domain/experiment.ts';
import { activeTime } from '#domain/looks/running-time.ts';
import type { Status } from '#domain/status.ts';
import type { StoredFlag } from '#sandbox/stand-ins/posthog/state.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import type { DemoExperiment } from './experiments.ts';
import { type Facts, gatherFacts } from './facts.ts';
import { remark, type Stage } from './stage.ts';

/** Who plays whom in the demo. */
const CAST = { requester: 'mia', approver: 'priya', engineer: 'sam' } as const;
/** Weeks pass in such steps, so that a day is a whole number of them; every step costs writes to the database. */
const LONG_STEP = 4 * HOUR;
/** Days that an experiment may take beyond its plan before something must be wrong. */
const SPARE_DAYS = 3;

/** Plays one experiment from the idea to the merged clean-up, and tells what came of it. */
export async function playExperiment(
  stage: Stage,
  played: DemoExperiment,
  refusalFirst: boolean,
): Promise<Facts> {
  const key = await stage.propose(CAST.requester, played.idea, played.form);
  await reach(stage, key, ['in-review'], 0);
  if (refusalFirst) await stage.press(CAST.requester, key, 'approve_plan');
  for (const approver of played.approvers) await stage.press(approver, key, 'approve_plan');
  const { code } = await reach(stage, key, ['implemented'], 0);
  if (code === null) throw new Error('there is no pull request to merge');
  await stage.merge(CAST.engineer, code.pullRequest.number);
  for (const approver of played.approvers) await stage.press(approver, key, 'launch');
  const running = await reach(stage, key, ['running'], 2);
  const days = designOf(running).plan.sizing.days;
  stage.page.print([[], remark(`${days} days pass on the virtual clock.`)]);
  await reach(stage, key, ['deciding', 'killed'], days + SPARE_DAYS);
  await stage.press(CAST.approver, key, played.decideBy);
  const [, second] = played.approvers;
  const isVoted = (await stage.load(key)).decision.pendingOverride !== null;
  if (isVoted && second !== undefined) await stage.press(second, key, played.decideBy);
  const flag = flagOf(stage, await stage.load(key));
  stage.page.print([[], remark('The hour in which the decision can be undone passes.')]);
  await waitUntil(stage, key, 1, ({ cleanUp }) => cleanUp?.pullRequest != null, 'the clean-up pull request');
  const { cleanUp } = await stage.load(key);
  if (cleanUp?.pullRequest == null) throw new Error('there is no clean-up pull request to merge');
  await stage.merge(CAST.engineer, cleanUp.pullRequest.number);
  if ((await stage.load(key)).status !== 'completed')
    stage.page.print([[], remark('A day passes, in which the clean code is deployed.')]);
  return gatherFacts(stage.running.sandbox, await reach(stage, key, ['completed'], 1), flag);
}

function flagOf({ running }: Stage, experiment: Experiment): StoredFlag | null {
  const flagKey = designOf(experiment).plan.flagKey;
  return running.sandbox.posthog.flags().findLast((flag) => flag.key === flagKey) ?? null;
}

/** Lets time pass until the experiment is in one of these states; throws if that takes more days than allowed. */
export async function reach(
  stage: Stage,
  key: string,
  states: readonly Status[],
  days: number,
): Promise<Experiment> {
  return waitUntil(stage, key, days, ({ status }) => states.includes(status), states.join(' or '));
}

/** Lets time pass until the experiment is as wanted; throws if that takes more days than allowed. */
export async function waitUntil(
  stage: Stage,
  key: string,
  days: number,
  isReached: (experiment: Experiment) => boolean,
  awaited: string,
): Promise<Experiment> {
  const { page, running } = stage;
  const step = days < 7 ? HOUR : LONG_STEP;
  for (let waited = 0; waited <= days * DAY; waited += step) {
    const experiment = await stage.load(key);
    page.progress(progressOf(experiment, running.sandbox.clock.now()));
    if (isReached(experiment)) return experiment;
    if (waited < days * DAY) await running.advance(step, { step });
  }
  const {
    status,
    failure,
    delivery: { failedEffects },
  } = await stage.load(key);
  const reason = failure?.detail ?? failedEffects.map(({ kind, detail }) => `${kind}: ${detail}`).join('; ');
  throw new Error(
    `waited ${days} days for ${awaited}, but it is ${status}${reason === '' ? '' : `: ${reason}`}`,
  );
}

/** What is going on now, in a line. */
function progressOf(experiment: Experiment, now: number): string {
  const { key, status, launch, design, decision } = experiment;
  const isRunning = launch?.runningSince != null && decision.record === null;
  const day = isRunning ? Math.floor(activeTime(launch, launch.runningSince, now) / DAY) + 1 : null;
  const place = day === null ? '' : `, day ${day} of ${design?.plan.sizing.days ?? '?'}`;
  return `… ${key}: ${status}${place}`;
}
