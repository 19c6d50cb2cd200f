import { context, section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bold, bullets, code, link } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { exposureOf } from '#domain/exposure.ts';
import { count, percent } from '#domain/figures.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { type Plan, plannedMetrics } from '#domain/plan.ts';
import { amendmentLines } from '#features/amendment-words.ts';
import { costWords } from '#features/cost-words.ts';
import { unusableWords, withoutVariantWords } from '#features/odd-data-words.ts';
import type { HealthState } from '#stats/engine/analysis.ts';
import { foundWords, recommendedSentence } from './facts.ts';
import { harmLines } from './harm-lines.ts';
import { daysLeftWords, paceLine } from './pace-line.ts';

type Blocks = ChatMessage['blocks'];

const HEALTH: Readonly<Record<HealthState, string>> = {
  healthy: 'sound',
  unhealthy: ':rotating_light: not sound',
  'not-enough-traffic': 'too few to judge yet',
};

/** What the look found, what the rules recommend, what it says of harm, and the words of the analyst. */
export function foundSections(plan: Plan, snapshot: AnalysisSnapshot): Blocks {
  const { analysis, verdict, narrative } = snapshot;
  const found = `${foundWords(plan, analysis, verdict)}${recommendedSentence(plan, snapshot)}`;
  const harm = harmLines(plan, analysis, verdict);
  return [
    section(bold(/[.]$/u.test(found) ? found : `${found}.`)),
    ...(harm.length === 0 ? [] : [section(harm.join('\n'))]),
    ...(narrative === null
      ? []
      : [section(`${bold(narrative.headline)}\n${bullets(narrative.reasons.map(escapeMrkdwn))}`)]),
  ];
}

/** Units per variant with the pace at which they come. */
export function unitsSection(plan: Plan, snapshot: AnalysisSnapshot): Blocks {
  const lines = [unitsLine(plan, snapshot), paceLine(plan, snapshot.analysis)];
  return [section(lines.filter((line) => line !== null).join('\n'))];
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

/** What was changed of the registered plan, links to recordings, and what the look can be found by. */
export function recordSections(experiment: Experiment, plan: Plan, snapshot: AnalysisSnapshot): Blocks {
  const { verdict } = snapshot;
  const rules = verdict.ruleSet === undefined ? '' : ` · rules ${code(verdict.ruleSet)}`;
  return [
    ...amendmentBlocks(experiment),
    ...recordingsBlocks(experiment, plan),
    context([
      `rule ${code(verdict.rule)} · snapshot ${code(snapshot.hash.slice(0, 12))} · plan ${code(designOf(experiment).planHash.slice(0, 12))}${rules}`,
      ...costLines(experiment, snapshot),
    ]),
  ];
}

/** What reading the figures cost, and how to see the SQL behind them; none if the source says nothing of it. */
function costLines({ key }: Experiment, { cost }: AnalysisSnapshot): readonly string[] {
  return cost === undefined
    ? []
    : [`read ${costWords(cost)} · SQL behind the figures: ${code(`npm run look-sql -- ${key}`)}`];
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
