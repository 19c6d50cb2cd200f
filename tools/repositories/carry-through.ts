import { cookieCats } from '#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts';
import { hillstrom } from '#sandbox/stand-ins/posthog/scenarios/hillstrom.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { FORM, type Journey, MAIL, startJourney } from '#test/support/journey.ts';
import { deciding, reach } from '#test/support/journey-stages.ts';
import { authoredAnswers } from './authored-answers.ts';
import type { MadeUpRepository } from './made-up-repository.ts';
import { strangersTouched } from './traces.ts';

type Files = Readonly<Record<string, string>>;

/** The default branch of a repository through an experiment that the bot carried through it. */
export interface Carried {
  readonly flagKey: string;
  readonly flagged: Files;
  readonly cleaned: Files;
  /** What the bot did wrong; empty if nothing. */
  readonly faults: readonly string[];
}

/** Cookie Cats proves every treatment worse, Hillstrom the first one better; there the second is as the control. */
function figuresFor(decision: 'ship' | 'kill') {
  const forAll = { matches: /./, surfaces: /./ };
  if (decision === 'kill') return { ...cookieCats, seed: 9, ...forAll };
  return { ...hillstrom, ...forAll, variants: { 'treatment-2': hillstrom.arms.control.metrics } };
}

async function mainOf({ running }: Journey): Promise<Files> {
  const { github } = running.sandbox;
  const paths = await github.listMain();
  const texts = await Promise.all(paths.map(async (path) => [path, await github.readMain(path)] as const));
  return Object.fromEntries(texts.map(([path, text]) => [path, text ?? '']));
}

/**
 * Carries an experiment through the repository with the product: Slack, PostHog and GitHub are stand-ins, the model says at the wire
 * what the author wrote. Throws if the experiment does not come to its end.
 */
export async function carryThrough(
  repository: MadeUpRepository,
  decision: 'ship' | 'kill',
): Promise<Carried> {
  const journey = await startJourney({
    ...{ files: repository.files, scripts: authoredAnswers(repository) },
    scenarios: [figuresFor(decision)],
  });
  try {
    return await carry(journey, repository, decision);
  } finally {
    await journey.close();
  }
}

async function carry(
  journey: Journey,
  repository: MadeUpRepository,
  decision: 'ship' | 'kill',
): Promise<Carried> {
  const count = Object.keys(repository.treatments).length;
  const split = count === 1 ? {} : { split: '34 / 33 / 33', smallestLift: decision === 'ship' ? '10' : '6' };
  const form = { ...(decision === 'ship' ? MAIL.form : FORM), ...split };
  const flagKey = await deciding(journey, repository.title, form);
  const flagged = await mainOf(journey);
  await journey.press('priya', flagKey, decision === 'ship' ? 'decide_ship' : 'decide_kill');
  await journey.running.advance(2 * HOUR);
  const { code, cleanUp, failure } = await journey.load(flagKey);
  const pull = cleanUp?.pullRequest ?? null;
  if (pull === null) throw new Error(`no clean-up pull request: ${failure?.detail ?? 'unknown'}`);
  await journey.running.merge(pull.number, 'sam');
  if (decision === 'ship') await journey.running.advance(DAY + HOUR);
  await reach(journey, flagKey, ['completed'], 0);
  const cleaned = await mainOf(journey);
  const edits = (files: readonly string[]) => files.map((path) => ({ path, content: null }));
  return {
    ...{ flagKey, flagged, cleaned },
    faults: [
      ...strangersTouched(repository.files, flagged, edits(code?.pullRequest.files ?? [])),
      ...strangersTouched(flagged, cleaned, edits(pull.files)),
    ],
  };
}
