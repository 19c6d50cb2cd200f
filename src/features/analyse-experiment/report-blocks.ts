import { context, fields, header, section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bold, bullets, code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import type { Criterion } from '#domain/decision/verdict.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { count, percent, pValue, signedPercent } from '#domain/figures.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Metric } from '#domain/metric.ts';
import type { Plan } from '#domain/plan.ts';
import { titleOf } from '#features/title.ts';
import { withoutVariantWords } from '#features/without-variant-words.ts';
import type { Comparison, HealthState } from '#stats/engine/analysis.ts';
import { criterionWords } from './criterion-words.ts';
import { headlineWords, levelOf, metricOf, provenWords, shownComparisons } from './facts.ts';

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

/** The body of a report: words, health, figures with the interval that is valid at this look, criteria. */
export function reportBlocks(experiment: Experiment, plan: Plan, snapshot: AnalysisSnapshot): Blocks {
  const { analysis, verdict } = snapshot;
  return [
    header(`Look ${analysis.look} of ${analysis.plannedLooks}. ${headlineWords(plan, snapshot)}`),
    ...narrativeBlocks(snapshot),
    section(unitsLine(plan, snapshot)),
    ...shownComparisons(analysis).map((comparison) => comparisonBlock(plan, comparison)),
    ...(analysis.show === 'progress'
      ? [
          section(
            '_Effects stay hidden until there are enough units, events and whole weeks, and the split is sound._',
          ),
        ]
      : []),
    section(criteriaLines(plan, verdict.criteria)),
    context([
      `rule ${code(verdict.rule)} · snapshot ${code(snapshot.hash.slice(0, 12))} · plan ${code(designOf(experiment).planHash.slice(0, 12))}`,
    ]),
  ];
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
  const line = `${bold('Units')}  ${units.join(', ')}${maturedOf(analysis)} (${share} of the registered sample) · ${bold('Data')}  ${HEALTH[analysis.health.state]}`;
  return [line, ...oddityLines(plan, snapshot)].join('\n');
}

function oddityLines(plan: Plan, { unusable = {}, withoutVariant }: AnalysisSnapshot): readonly string[] {
  const values = Object.entries(unusable).map(([key, values]) => {
    const metric = metricOf(plan, key);
    const told = values === 1 ? '1 value' : `${count(values)} values`;
    const count0 = values === 1 ? 'is no number and counts as 0' : 'are no numbers and count as 0';
    return `:warning: ${told} of ${escapeMrkdwn(metric?.name ?? key)} ${count0}. Send numbers in ${propertiesOf(metric)}.`;
  });
  if (withoutVariant === undefined) return values;
  const { units, expected } = withoutVariant;
  return [...values, `:warning: ${withoutVariantWords(units, expected)}`];
}

/** The properties that a metric sums, as its events name them. */
function propertiesOf(metric: Metric | null): string {
  const measures =
    metric === null ? [] : [metric, ...(metric.denominator === undefined ? [] : [metric.denominator])];
  const summed = measures.filter(
    ({ property, aggregate = 'sum' }) => property !== null && aggregate === 'sum',
  );
  return summed.map(({ event, property }) => `${code(property ?? '')} of ${code(event)}`).join(' and ');
}

/** How many units count so far, for a goal that counts them only after some days. */
function maturedOf({ counted, units }: AnalysisSnapshot['analysis']): string {
  if (counted === undefined || Object.entries(counted).every(([key, value]) => value === units[key]))
    return '';
  const each = Object.values(counted);
  if (each.every((units) => units === 0)) return '; none of them counts for the goal yet';
  return `; of them ${each.map(count).join(' and ')} count for the goal so far`;
}

function comparisonBlock(plan: Plan, comparison: Comparison) {
  const name = metricOf(plan, comparison.metric)?.name ?? comparison.metric;
  const interval = comparison.liftInterval;
  const against = comparison.role === 'guardrail' ? ' against its margin' : '';
  const p = comparison.pValue === null ? '' : `, p ${escapeMrkdwn(pValue(comparison.pValue))}${against}`;
  return fields([
    `${bold(`${name} (${comparison.role})`)}\n${comparison.variant}: ${provenWords(comparison)}`,
    [
      `control ${levelOf(plan, comparison.metric, comparison.controlMean)} → ${levelOf(plan, comparison.metric, comparison.treatmentMean)}`,
      comparison.lift === null ? 'no lift can be stated' : `lift ${signedPercent(comparison.lift)}`,
      interval === null
        ? ''
        : `interval ${signedPercent(interval.lower)} to ${signedPercent(interval.upper)}${p}`,
    ]
      .filter((line) => line !== '')
      .join('\n'),
  ]);
}

/** Every criterion of the decision rules, with whether it is met and the figures it was judged by. */
function criteriaLines(plan: Plan, criteria: readonly Criterion[]): string {
  const told = criteria.filter(({ key, state }) => !(HARM_CRITERIA.includes(key) && state !== 'met'));
  return [bold('What the rules check'), ...told.map((one) => criterionLine(plan, one))].join('\n');
}

function criterionLine(plan: Plan, criterion: Criterion): string {
  const { key, state } = criterion;
  const words = escapeMrkdwn(criterionWords(plan, criterion));
  if (HARM_CRITERIA.includes(key)) return `:octagonal_sign: ${words}`;
  const isToCome = key === 'registered-end' && state === 'not-met';
  return `${isToCome ? ':hourglass_flowing_sand:' : MARKS[state]} ${words}`;
}

/** Told only when they are met: "not proven worse" is no news. */
const HARM_CRITERIA: readonly string[] = ['goal-harmed', 'guardrail-broken'];
