import type { Experiment } from '#domain/experiment.ts';
import type { Status } from '#domain/status.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { FORM, IDEA, type Journey } from './journey.ts';

/** Days up to which time passes by the hour. */
const SHORT = 3;

/** Lets at most so many days pass until the experiment is in one of these states. Throws where it does not get there. */
export async function reach(
  journey: Journey,
  key: string,
  states: readonly Status[],
  days = 2,
): Promise<Experiment> {
  return until(journey, key, ({ status }) => states.includes(status), days, states.join(' or '));
}

/** Lets at most so many days pass, by the hour or (where they are many) by quarters of a day, until the experiment is as wanted. */
export async function until(
  journey: Journey,
  key: string,
  isReached: (experiment: Experiment) => boolean,
  days: number,
  wanted: string,
): Promise<Experiment> {
  const step = days > SHORT ? 6 * HOUR : HOUR;
  for (let passed = 0; passed <= days * DAY; passed += step) {
    const experiment = await journey.load(key);
    if (isReached(experiment)) return experiment;
    await journey.running.advance(step, { step });
  }
  const {
    status,
    failure,
    delivery: { failedEffects },
  } = await journey.load(key);
  throw new Error(`not ${wanted} after ${days} days: ${JSON.stringify({ status, failure, failedEffects })}`);
}

/** An experiment whose pull request is open. */
export async function implemented(journey: Journey, idea = IDEA, form = FORM): Promise<string> {
  const key = await journey.propose('mia', idea, form);
  await journey.press('priya', key, 'approve_plan');
  const { status } = await journey.load(key);
  if (status === 'in-review') await journey.press('sam', key, 'approve_plan');
  await reach(journey, key, ['implemented'], 0);
  return key;
}

/** An experiment whose pull request is merged, so that it may be launched. */
export async function merged(journey: Journey, idea = IDEA, form = FORM): Promise<string> {
  const key = await implemented(journey, idea, form);
  const { code } = await journey.load(key);
  const pullRequest = code?.pullRequest ?? null;
  await journey.running.merge(pullRequest?.number ?? 0, 'sam');
  return key;
}

/** An experiment whose canary is verified. */
export async function launched(journey: Journey, idea = IDEA, form = FORM): Promise<string> {
  const key = await merged(journey, idea, form);
  await journey.press('priya', key, 'launch');
  const { code } = await journey.load(key);
  if (code?.launchVote !== undefined) await journey.press('sam', key, 'launch');
  await reach(journey, key, ['running']);
  return key;
}

/** An experiment that waits for a decision. */
export async function deciding(journey: Journey, idea = IDEA, form = FORM): Promise<string> {
  const key = await launched(journey, idea, form);
  await reach(journey, key, ['deciding'], 35);
  return key;
}
