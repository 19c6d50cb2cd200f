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
const MOST_LOOKS = 28;

type Texts = ReturnType<typeof textsSent>;

/**
 * Reports of running experiments with one string each, by a model that is honest up to the launch and then explains what a look shows by
 * the string. Throws if a report does not come.
 */
export async function playReports(strings: readonly string[]): Promise<readonly ReportedString[]> {
  const played: ReportedString[] = [];
  const honest = await honestReports();
  while (played.length < strings.length) {
    const left = strings.slice(played.length);
    const reports = await reportsOfOne(left);
    if (reports.length === 0) throw new Error('an experiment came to its end without a report');
    for (const [look, texts] of reports.entries()) {
      const string = left[look] ?? '';
      const constructs = constructsOf(string);
      const claims = escapedInReport(texts, honest[look] ?? [], constructs);
      const escapes = [...escapedInSlack(texts, constructs), ...claims];
      played.push({ string, escapes: escapes.map((one) => `${one} (report)`) });
    }
  }
  return played;
}

let known: Promise<readonly Texts[]> | null = null;

/** The reports of the same experiment by a model that explains nothing: every experiment here has the same figures. */
function honestReports(): Promise<readonly Texts[]> {
  known ??= reportsOfOne(Array.from({ length: MOST_LOOKS }, () => ''));
  return known;
}

/** One experiment from its launch to the decision: a report for each string, as long as it has looks. */
async function reportsOfOne(strings: readonly string[]): Promise<readonly Texts[]> {
  let present = '';
  const journey = await startJourney({ scripts: obeyingAnalyst(() => present) });
  const reports: Texts[] = [];
  try {
    const key = await launched(journey, IDEA, DAILY);
    for (const string of strings) {
      present = string;
      const texts = await nextReport(journey, key);
      if (texts === null) break;
      reports.push(texts);
    }
    return reports;
  } finally {
    await journey.close();
  }
}

/** What the next look and its details send to Slack; null if no further look comes, because the experiment waits for a decision. */
async function nextReport(journey: Journey, key: string): Promise<Texts | null> {
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
