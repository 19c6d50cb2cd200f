import { context, header, section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bold, bullets, code, link } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { FURTHER_CRITERIA } from '#domain/decision/criterion.ts';
import { tableOf } from '#domain/decision/rule-table.ts';
import type { Criterion } from '#domain/decision/verdict.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { exposureOf } from '#domain/exposure.ts';
import { count, percent } from '#domain/figures.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { type Plan, plannedMetrics } from '#domain/plan.ts';
import { amendmentLines } from '#features/amendment-words.ts';
import { unusableWords, withoutVariantWords } from '#features/odd-data-words.ts';
import { titleOf } from '#features/title.ts';
import type { HealthState } from '#stats/engine/analysis.ts';
import { comparisonBlocks } from './comparison-blocks.ts';
import { criterionWords } from './criterion-words.ts';
import { foundWords, headlineWords, recommendedSentence } from './facts.ts';
import { harmLines } from './harm-lines.ts';
import { daysLeftWords, paceLine } from './pace-line.ts';

type Blocks = ChatMessage['blocks'];

const MARKS: Readonly<Record<Criterion['state'], string>> = {
  met: ':white_check_mark:',
  'not-met': ':x:',
  unknown: ':grey_question:',
};

const HEALTH: Readonly<Record<HealthState, string>> = {
  healthy: 'sound',
  unhealthy: ':rotating_light: not sound',
  'not-enough-traffic': 'too few to judge yet',
};

/** The headline of a report: which look it is, and what it says. */
export function reportHeadline(experiment: Experiment, plan: Plan, snapshot: AnalysisSnapshot): string {
  const { analysis } = snapshot;
  const last = analysis.final ? ' (the registered end)' : '';
  const title = escapeMrkdwn(titleOf(experiment));
  return `Look ${analysis.look} of ${analysis.plannedLooks}${last}, ${title}. ${escapeMrkdwn(headlineWords(plan, snapshot))}`;
}

/** What the recommendation follows from, and what the look says of harm. */
function foundBlocks(plan: Plan, { analysis, verdict }: AnalysisSnapshot): Blocks {
  const found = foundWords(plan, analysis, verdict);
  const harm = harmLines(plan, analysis, verdict);
  return [
    ...(found === '' ? [] : [section(bold(found.trim()))]),
    ...(harm.length === 0 ? [] : [section(harm.join('\n'))]),
  ];
}

/** The body of a report: words, what it means, health, figures with the interval that is valid at this look, criteria. */
export function reportBlocks(
  experiment: Experiment,
  plan: Plan,
  snapshot: AnalysisSnapshot,
  meaning: Blocks = [],
): Blocks {
  const { analysis, verdict } = snapshot;
  return [
    header(`Look ${analysis.look} of ${analysis.plannedLooks}. ${recommendedSentence(plan, snapshot)}`),
    ...foundBlocks(plan, snapshot),
    ...narrativeBlocks(snapshot),
    ...meaning,
    section([unitsLine(plan, snapshot), paceLine(plan, analysis)].filter((line) => line !== null).join('\n')),
    ...comparisonBlocks(plan, analysis, snapshot.details?.comparisons ?? []),
    ...(analysis.show === 'progress'
      ? [
          section(
            '_Effects stay hidden until there are enough units, events and whole weeks, and the split is sound._',
          ),
        ]
      : []),
    section(criteriaLines(plan, verdict.criteria)),
    ...amendmentBlocks(experiment),
    ...recordingsBlocks(experiment, plan),
    context([
      `rule ${code(verdict.rule)} · snapshot ${code(snapshot.hash.slice(0, 12))} · plan ${code(designOf(experiment).planHash.slice(0, 12))}${ruleSetOf(verdict)}`,
    ]),
  ];
}

/** The set of rules that the plan registers, if it does. */
function ruleSetOf({ ruleSet }: AnalysisSnapshot['verdict']): string {
  return ruleSet === undefined ? '' : ` · rules ${code(ruleSet)}`;
}

/** What was changed of the registered plan, so that no reader takes it for registered from the start. */
function amendmentBlocks(experiment: Experiment): Blocks {
  const lines = amendmentLines(experiment);
  return lines.length === 0 ? [] : [context(lines.slice(-10).map(escapeMrkdwn))];
}

/** Links to what units of each variant did, if the flag service keeps recordings. */
function recordingsBlocks({ flag, launch }: Experiment, plan: Plan): Blocks {
  if (flag?.recordings === undefined) return [];
  const { variants } = plan;
  const template = flag.recordings.replaceAll('{event}', encodeURIComponent(exposureOf(plan, launch).event));
  const links = variants.map(({ key }) => link(template.replace('{variant}', encodeURIComponent(key)), key));
  return [context([`Recordings: ${links[0] ?? ''}`, ...links.slice(1, 10)])];
}

function narrativeBlocks({ narrative }: AnalysisSnapshot): Blocks {
  if (narrative === null) return [];
  const reasons = narrative.reasons.map(escapeMrkdwn);
  return [section(`${bold(narrative.headline)}\n${bullets(reasons)}`)];
}

/** Units per arm, whether the split is as planned, and what of the data counts nowhere or as 0. */
export function unitsLine(plan: Plan, snapshot: AnalysisSnapshot): string {
  const { analysis } = snapshot;
  const units = Object.entries(analysis.units).map(([variant, value]) => `${variant} ${count(value)}`);
  const share = percent(Math.min(1, analysis.informationFraction));
  const line = `${bold('Units')}  ${units.join(', ')}${maturedOf(analysis)} (${share} of the registered sample${daysLeftWords(plan, analysis)}) · ${bold('Data')}  ${HEALTH[analysis.health.state]}`;
  return [line, ...oddityLines(plan, snapshot)].join('\n');
}

function oddityLines(plan: Plan, { unusable = {}, withoutVariant }: AnalysisSnapshot): readonly string[] {
  const values = plannedMetrics(plan).flatMap((metric) => {
    const found = unusable[metric.key];
    return found === undefined ? [] : [`:warning: ${unusableWords(metric, found)}`];
  });
  if (withoutVariant === undefined) return values;
  return [...values, `:warning: ${withoutVariantWords(withoutVariant.units, withoutVariant.expected)}`];
}

/** How many units count so far, for a goal that counts them only after some days. */
function maturedOf({ counted, units }: AnalysisSnapshot['analysis']): string {
  if (counted === undefined || Object.entries(counted).every(([key, value]) => value === units[key]))
    return '';
  const each = Object.values(counted);
  if (each.every((units) => units === 0)) return '; none of them counts for the goal yet';
  return `; of them ${each.map(count).join(' and ')} count for the goal so far`;
}

/** Every criterion of the decision rules, with whether it is met and the figures it was judged by. */
function criteriaLines(plan: Plan, criteria: readonly Criterion[]): string {
  const asked = askedBy(plan);
  const told = criteria.filter(({ key, state }) =>
    QUIET_CRITERIA.includes(key)
      ? state === 'not-met'
      : asked(key) && !RACE_CRITERIA.includes(key) && !(HARM_CRITERIA.includes(key) && state !== 'met'),
  );
  return [bold('What the rules check'), ...told.map((one) => criterionLine(plan, one))].join('\n');
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
