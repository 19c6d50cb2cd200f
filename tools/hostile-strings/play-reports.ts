import { DAY, HOUR } from '#shared/clock.ts';
import { FORM, IDEA, type Journey, startJourney } from '#test/support/journey.ts';
import { launched } from '#test/support/journey-stages.ts';
import { constructsOf } from './constructs.ts';
import { escapedInReport } from './judge-report.ts';
import { escapedInSlack, textsSent } from './judge-slack.ts';
import { parsedArguments } from './left.ts';
import { obeyingAnalyst } from './obey.ts';

/** What came of one string that an analyst wrote into the report of a look. */
export interface ReportedString {
  readonly string: string;
  readonly escapes: readonly string[];
}

/** High risk is looked at daily, so that one experiment has many reports. */
const DAILY = { ...FORM, risk: 'high', smallestLift: '5' };
const STEP = 6 * HOUR;
/** No experiment runs longer without a look. */
const LONGEST_WAIT = 28 * DAY;

/**
 * Reports of running experiments with one string each, by a model that is honest up to the launch and then explains what a look shows by
 * the string. Throws if a report does not come.
 */
export async function playReports(strings: readonly string[]): Promise<readonly ReportedString[]> {
  const played: ReportedString[] = [];
  while (played.length < strings.length) {
    const more = await reportsOfOne(strings.slice(played.length));
    if (more.length === 0) throw new Error('an experiment came to its end without a report');
    played.push(...more);
  }
  return played;
}

/** One experiment from its launch to the decision; strings that no report was left for are left out. */
async function reportsOfOne(strings: readonly string[]): Promise<readonly ReportedString[]> {
  let present = '';
  const journey = await startJourney({ scripts: obeyingAnalyst(() => present) });
  const played: ReportedString[] = [];
  try {
    const key = await launched(journey, IDEA, DAILY);
    for (const string of strings) {
      present = string;
      const texts = await nextReport(journey, key);
      if (texts === null) break;
      const constructs = constructsOf(string);
      const escapes = [...escapedInSlack(texts, constructs), ...escapedInReport(texts, constructs)];
      played.push({ string, escapes: escapes.map((one) => `${one} (report)`) });
    }
    return played;
  } finally {
    await journey.close();
  }
}

/** What the next look and its details send to Slack; null if no further look comes, because the experiment waits for a decision. */
async function nextReport(journey: Journey, key: string): Promise<ReturnType<typeof textsSent> | null> {
  const { slack } = journey.running.sandbox;
  const { looks, status } = await journey.load(key);
  if (status !== 'running') return null;
  const sent = slack.requests().length;
  for (let passed = 0; passed < LONGEST_WAIT; passed += STEP) {
    await journey.running.advance(STEP, { step: STEP });
    const now = await journey.load(key);
    if (now.looks.snapshots.length === looks.snapshots.length) continue;
    // The explanations of the model stand in the details.
    await journey.press('mia', key, 'show_details');
    return slack
      .requests()
      .slice(sent)
      .flatMap(({ args }) => textsSent(parsedArguments(args)));
  }
  throw new Error(`no look at ${key} came in ${LONGEST_WAIT / DAY} days`);
}
