import { bold } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { FURTHER_CRITERIA } from '#domain/decision/criterion.ts';
import { tableOf } from '#domain/decision/rule-table.ts';
import type { Criterion } from '#domain/decision/verdict.ts';
import type { Plan } from '#domain/plan.ts';
import { criterionWords } from './criterion-words.ts';
import { metricName } from './look-headline.ts';

const MARKS: Readonly<Record<Criterion['state'], string>> = {
  met: ':white_check_mark:',
  'not-met': ':x:',
  unknown: ':grey_question:',
};

/** Told only when they are not met: what is as it should be needs no line. */
const QUIET_CRITERIA: readonly string[] = ['whole-weeks', 'data-sound', 'guardrails-judged', 'privacy-clear'];

/** Told by the lines of the harmed treatments. */
const RACE_CRITERIA: readonly string[] = [
  'treatment-harmed',
  'some-harmed',
  'some-left',
  'all-harmed-at-any-time',
];

/** Told only when they are met: "not proven worse" is no news. */
const HARM_CRITERIA: readonly string[] = ['goal-harmed', 'guardrail-broken'];

/** They speak of what else could be done: no shipment misses them. */
const BESIDE: readonly string[] = ['extension-promising', 'worth-iterating', 'segment-proven'];

/** The criteria in a few words, as what is missing; `GOAL` is the name of the goal metric. */
const MISSING: Readonly<Record<string, string>> = {
  'minimum-met': 'enough units and events',
  'whole-weeks': 'a whole week',
  'sample-ratio-ok': 'the split as planned',
  'data-sound': 'sound data',
  'goal-proven': 'GOAL proven better',
  'lift-worth-having': 'a lift worth having',
  'reach-worth-having': 'a lift worth having within reach',
  'guardrails-proven': 'every must-hold guardrail proven',
  'guardrails-judged': 'every guardrail judged',
  'guardrails-hold': 'every guardrail proven',
  'guardrails-clear': 'every guardrail proven',
  'goal-not-worse': 'GOAL proven not worse',
  'privacy-clear': 'a run without a privacy incident',
  'registered-end': 'the registered end',
};

/** What is asked of the goals, of several. */
const MISSING_OF_SEVERAL: Readonly<Record<string, string>> = {
  'goal-proven': 'a goal proven better',
  'goal-not-worse': 'every goal proven not worse',
};

/** Every criterion of the decision rules, with whether it is met and the figures it was judged by. Mrkdwn. */
export function criteriaLines(plan: Plan, criteria: readonly Criterion[]): string {
  const told = toldCriteria(plan, criteria);
  return [bold('What the rules check'), ...told.map((one) => criterionLine(plan, one))].join('\n');
}

/** What is missing for a shipment by the rules, in one line. Mrkdwn. */
export function missingLine(plan: Plan, criteria: readonly Criterion[]): string {
  const told = toldCriteria(plan, criteria).filter(({ key }) => ![...HARM_CRITERIA, ...BESIDE].includes(key));
  const missing = told.filter(({ state }) => state !== 'met');
  if (missing.length === 0) return 'Every criterion of the rules is met.';
  const words = missing.map((one) => missingWords(plan, one)).join(', ');
  const rest = told.length - missing.length;
  const others =
    rest === 0 ? '' : rest === 1 ? ' The other criterion is met.' : ` The other ${rest} are met.`;
  return `${bold('Not met')}  ${escapeMrkdwn(words)}.${others}`;
}

function missingWords(plan: Plan, { key, text }: Criterion): string {
  const ofSeveral = plan.otherGoals === undefined ? undefined : MISSING_OF_SEVERAL[key];
  if (ofSeveral !== undefined) return ofSeveral;
  return MISSING[key]?.replace('GOAL', () => metricName(plan, plan.goal.key)) ?? text;
}

function toldCriteria(plan: Plan, criteria: readonly Criterion[]): readonly Criterion[] {
  const asked = askedBy(plan);
  return criteria.filter(({ key, state }) =>
    QUIET_CRITERIA.includes(key)
      ? state === 'not-met'
      : asked(key) && !RACE_CRITERIA.includes(key) && !(HARM_CRITERIA.includes(key) && state !== 'met'),
  );
}

function criterionLine(plan: Plan, criterion: Criterion): string {
  const { key, state } = criterion;
  const words = escapeMrkdwn(criterionWords(plan, criterion));
  if (HARM_CRITERIA.includes(key)) return `:octagonal_sign: ${words}`;
  const isToCome = key === 'registered-end' && state === 'not-met';
  return `${isToCome ? ':hourglass_flowing_sand:' : MARKS[state]} ${words}`;
}

/** Whether the rules of a plan ask for a criterion. The first two versions asked for every one that they had. */
function askedBy(plan: Plan): (key: string) => boolean {
  const table = tableOf(plan);
  return (key) => !FURTHER_CRITERIA.includes(key) || table.some(({ when }) => Object.hasOwn(when, key));
}
