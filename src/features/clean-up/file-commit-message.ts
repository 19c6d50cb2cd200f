import { plainLine } from '#agents/plain-line.ts';
import type { DecisionRecord } from '#domain/decision/state.ts';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { count, signedBounds, signedPercent } from '#domain/figures.ts';
import { controlOf, type Plan, planHash } from '#domain/plan.ts';
import { DECISION_WORDS } from '#features/act-words.ts';
import {
  intervalLevel,
  levelOf,
  metricOf,
  provenWords,
  shownComparisons,
} from '#features/analyse-experiment/facts.ts';
import { withoutPeople } from '#shared/person-mention.ts';
import { utcDay } from '#shared/utc-day.ts';
import type { Comparison } from '#stats/engine/analysis.ts';

/** Comparisons that a commit message holds at most. */
const MOST = 12;
/** Characters of a reason. */
const REASON = 400;

/**
 * The commit that ends an experiment on a file, from the journal alone: what was decided and why, and the figures of the last look as its
 * report showed them. If that look hid its effects, so does the message. It names no person.
 */
export function fileCommitMessage(experiment: Experiment, kept: string, file: string): string {
  const { plan } = designOf(experiment);
  const path = file.replaceAll(/\s+/g, ' ');
  const subject =
    kept === controlOf(plan)?.key
      ? `chore(experiment): keep the original of ${path}`
      : `feat(experiment): promote ${kept} of ${path}`;
  return [
    subject,
    `${plainLine(withoutPeople(plan.title))}\n\n${[...whyLines(experiment), ...figureLines(experiment, plan)].join('\n')}`,
    `Experiment: ${experiment.key}\nPlan: ${planHash(plan).slice(0, 12)}`,
  ].join('\n\n');
}

function whyLines(experiment: Experiment): readonly string[] {
  const { decision, looks } = experiment;
  if (looks.harm !== null) {
    const metric = metricOf(designOf(experiment).plan, looks.harm)?.name ?? looks.harm;
    return [`Stopped for harm: ${plainLine(metric)} is proven worse than its limit.`];
  }
  const { record } = decision;
  if (record === null) return [];
  const reason = record.reason === null ? [] : [`Reason: ${plainLine(withoutPeople(record.reason), REASON)}`];
  return [`${DECISION_WORDS[record.decision]} ${groundOf(record)}, ${utcDay(record.at)} (UTC).`, ...reason];
}

/** What a decision rests on, behind its name. A decision that goes against nothing need not have been recommended. */
function groundOf({ overrides, unattended, recommendation }: DecisionRecord): string {
  if (unattended?.why === 'expired') return 'because no approver decided in time';
  if (unattended?.rule === 'regression')
    return 'because the goal got worse by more than the limit, a precaution and no proof';
  if (overrides) return 'against what the rules recommended';
  if (recommendation === 'ask-person') return 'by people, to whom the rules left it';
  // With a look, ending what the rules would keep running goes against them.
  return recommendation === 'keep-running' ? 'before the first look' : 'as the rules recommended';
}

function figureLines(experiment: Experiment, plan: Plan): readonly string[] {
  const snapshot = latestSnapshot(experiment);
  if (snapshot === null) return ['', 'No look was taken, so there are no figures.'];
  const { analysis, readUntil, until, hash } = snapshot;
  const units = Object.entries(analysis.units).map(([key, value]) => `${key} ${count(value)}`);
  const shown = shownComparisons(analysis);
  const head = `Look ${analysis.look} of ${analysis.plannedLooks}, data until ${utcDay(readUntil ?? until)} (UTC), snapshot ${hash.slice(0, 12)}:`;
  return [
    '',
    head,
    `- units: ${units.join(', ')}`,
    ...(shown.length === 0 ? ['- effects were not shown at this look'] : []),
    ...shown.slice(0, MOST).map((one) => figureLine(plan, one)),
    ...(shown.length > MOST ? [`- ${shown.length - MOST} more comparisons are in the full record`] : []),
  ];
}

function figureLine(plan: Plan, comparison: Comparison): string {
  const { metric, role, variant, lift, liftInterval, controlMean, treatmentMean } = comparison;
  const name = plainLine(metricOf(plan, metric)?.name ?? metric);
  const levels = `${levelOf(plan, metric, controlMean)} -> ${levelOf(plan, metric, treatmentMean)} (${count(comparison.controlUnits)} and ${count(comparison.treatmentUnits)} units)`;
  const change = lift === null ? 'no lift can be stated' : `lift ${signedPercent(lift)}`;
  const interval =
    liftInterval === null ? '' : `, ${intervalLevel(comparison)} interval ${signedBounds(liftInterval)}`;
  return `- ${role} ${name}, ${variant}: ${levels}, ${change}${interval}, ${provenWords(comparison)}`;
}
