import { code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { count, pValue, wholePercent } from '#domain/figures.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { type Plan, treatmentsOf } from '#domain/plan.ts';
import { listed } from '#shared/listed.ts';
import type { Analysis, Comparison, HealthCheck } from '#stats/engine/analysis.ts';
import { provenWords, shownComparisons } from './facts.ts';
import { briefFigures, headlineComparison, metricName } from './look-headline.ts';
import { daysLeftWords, paceWords } from './pace-line.ts';

/** Comparisons of goals that a message lists under its headline; the details have all. */
const MOST_GOALS = 4;
/** Guardrails that a message names in each state; of more it gives the number. */
const MOST_NAMES = 3;

/** The goals that the headline does not state, one line each: of several treatments each of them. Mrkdwn. */
export function goalLines(plan: Plan, snapshot: AnalysisSnapshot): readonly string[] {
  const lead = headlineComparison(plan, snapshot);
  const rest = shownComparisons(snapshot.analysis).filter((one) => one.role === 'goal' && one !== lead);
  const lines = rest.slice(0, MOST_GOALS).map((one) => {
    const of = treatmentsOf(plan).length === 1 ? '' : `${code(one.variant)}  `;
    return `${of}${escapeMrkdwn(`${metricName(plan, one.metric)} ${briefFigures(one)}, ${provenWords(one)}`)}`;
  });
  const left = rest.length - lines.length;
  return left === 0 ? lines : [...lines, `${count(left)} more comparisons of goals are in the details.`];
}

type Standing = 'broken' | 'holds' | 'open' | 'unjudged';

const STANDINGS: Readonly<Record<Comparison['verdict'], Standing>> = {
  better: 'holds',
  'non-inferior': 'holds',
  worse: 'broken',
  inferior: 'broken',
  unproven: 'open',
};

/** How the guardrails stand over all treatments that are in the race, in one line; empty without guardrails and while effects are hidden. Mrkdwn. */
export function guardrailLine(plan: Plan, { analysis }: Pick<AnalysisSnapshot, 'analysis'>): string {
  if (analysis.show === 'progress' || plan.guardrails.length === 0) return '';
  const groups = new Map<Standing, readonly string[]>();
  for (const { metric } of plan.guardrails) {
    const standing = standingOf(plan, analysis, metric.key);
    groups.set(standing, [...(groups.get(standing) ?? []), metricName(plan, metric.key)]);
  }
  const open = analysis.final ? 'not proven to hold' : 'not proven to hold yet';
  const parts = [
    partOf(groups.get('broken'), ':x: ', 'worse than the margin'),
    partOf(groups.get('holds'), '', 'within the margin'),
    partOf(groups.get('open'), '', open),
    partOf(groups.get('unjudged'), '', 'cannot be judged'),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** A metric stands as it stands for the treatment that does worst on it. */
function standingOf(plan: Plan, analysis: Analysis, key: string): Standing {
  const out = analysis.dropped ?? [];
  const judged = shownComparisons(analysis).filter(
    (one) => one.role === 'guardrail' && one.metric === key && !out.includes(one.variant),
  );
  const standings = judged.map(({ verdict }) => STANDINGS[verdict]);
  if (standings.includes('broken')) return 'broken';
  const inRace = treatmentsOf(plan).filter((one) => !out.includes(one.key)).length;
  if (judged.length < inRace) return 'unjudged';
  return standings.includes('open') ? 'open' : 'holds';
}

function partOf(names: readonly string[] | undefined, mark: string, words: string): string {
  if (names === undefined) return '';
  if (names.length > MOST_NAMES) return `${mark}${names.length} guardrails ${words}`;
  return `${mark}${escapeMrkdwn(listed(names))} ${words}`;
}

/** Split, data, progress, days left and pace, in one line. Mrkdwn. */
export function progressLine(plan: Plan, { analysis }: Pick<AnalysisSnapshot, 'analysis'>): string {
  const share = wholePercent(Math.min(1, analysis.informationFraction));
  const planned = `${share} of ${count(plan.sizing.plannedUnits)} units${daysLeftWords(plan, analysis)}`;
  const pace = paceWords(plan, analysis);
  return [...healthWords(analysis), planned, ...(pace === null ? [] : [pace])].join(' · ');
}

function healthWords({ health }: Analysis): readonly string[] {
  if (health.state === 'healthy') return ['Split and data OK'];
  if (health.state === 'not-enough-traffic') return ['Too few units to judge the split'];
  return health.checks.filter(({ state }) => state === 'not-met').map(brokenWords);
}

const BROKEN: Readonly<Record<HealthCheck['key'], string>> = {
  'sample-ratio': 'Split not as planned',
  'multiple-exposure': 'Too many units met two variants',
  traffic: 'Too few units arrive',
  'data-arriving': 'A metric has no data',
};

function brokenWords({ key, figures }: HealthCheck): string {
  const p = figures['pValue'];
  return `:rotating_light: ${BROKEN[key]}${p === undefined ? '' : ` (p ${escapeMrkdwn(pValue(p))})`}`;
}

/** What of the data counts nowhere or as 0, in one line; empty if nothing does. The details say of what and what to do. Mrkdwn. */
export function oddLine({ unusable = {}, withoutVariant }: AnalysisSnapshot): string {
  const values = Object.values(unusable).reduce((sum, each) => sum + each, 0);
  const parts = [
    values === 0 ? '' : `${values === 1 ? '1 value is no number' : `${count(values)} values are no numbers`}`,
    withoutVariant === undefined ? '' : `${count(withoutVariant.units)} units have no variant`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `:warning: ${parts.join(', ')}: see *Details*`;
}
