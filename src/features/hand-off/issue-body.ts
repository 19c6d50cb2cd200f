import { codeMarkdown, listMarkdown, plainMarkdown, tableMarkdown } from '#agents/markdown.ts';
import { plainLine } from '#agents/plain-line.ts';
import { assured } from '#domain/assured.ts';
import { shippedVariant } from '#domain/decision/shipped-variant.ts';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { percent, signedBounds, signedPercent } from '#domain/figures.ts';
import { goalsOf } from '#domain/goals.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { controlOf, type Plan, planHash } from '#domain/plan.ts';
import { shippedShare } from '#domain/shipping/shipment-steps.ts';
import {
  intervalLevel,
  levelOf,
  metricOf,
  provenWords,
  shownComparisons,
} from '#features/analyse-experiment/facts.ts';
import { cleanUpBranch } from '#features/clean-up/open-clean-up.ts';
import { withoutPeople } from '#shared/person-mention.ts';

/** The title of the issue: one line of plain text. */
export function handOffTitle(experiment: Experiment): string {
  return `Roll out: ${plainLine(withoutPeople(designOf(experiment).plan.title))}`;
}

/** What the team needs to roll a shipped change out: GitHub Markdown, every figure by code. `thread`: its address, null if unknown. */
export function handOffBody(experiment: Experiment, thread: string | null): string {
  const { plan } = designOf(experiment);
  const snapshot = assured(latestSnapshot(experiment), 'a look');
  const variant = shippedVariant(experiment, snapshot);
  const link = thread === null ? '' : ` · [Slack thread](${encodeURI(thread)})`;
  return [
    section('What was shipped', listMarkdown(shippedLines(plan, variant))),
    section('Rollout', listMarkdown(rolloutLines(experiment, plan, variant))),
    section('What was measured', figures(plan, snapshot, variant)),
    section('Keep watching', listMarkdown(watchLines(experiment, plan))),
    section('Clean-up', listMarkdown(cleanUpLines(experiment, plan))),
    `---\nExperiment ${codeMarkdown(experiment.key)} · plan ${codeMarkdown(planHash(plan).slice(0, 12))}${link}`,
  ].join('\n\n');
}

function section(title: string, body: string): string {
  return `## ${title}\n\n${body}`;
}

function shippedLines(plan: Plan, variant: string): readonly string[] {
  const words = plan.variants.find(({ key }) => key === variant)?.description ?? '';
  return [
    `Variant ${codeMarkdown(variant)}: ${plainMarkdown(withoutPeople(words))}`,
    `In place of ${codeMarkdown(controlOf(plan)?.key ?? 'control')}, on ${plainMarkdown(plan.request.surface)}`,
    `Flag ${codeMarkdown(plan.flagKey)}`,
  ];
}

/** The share of all units that have the change: of the step that is read, else as the flag is, which a person may have set. */
function shareNow({ shipping, flag }: Experiment, variant: string): number {
  if (flag === null || shipping?.reading != null) return shippedShare({ shipping: shipping ?? null });
  return flag.rollout * (flag.allocation[variant] ?? 0);
}

function rolloutLines(experiment: Experiment, { flagKey }: Plan, variant: string): readonly string[] {
  const steps = experiment.shipping?.steps ?? [];
  const words = steps.map(({ share, days, holdback }) => {
    const kept = `${percent(Number((1 - share).toFixed(9)))} keep the control`;
    return `${percent(share)} of all units for ${days === 1 ? '1 day' : `${days} days`}${holdback === true ? ` (holdback: ${kept})` : ''}`;
  });
  const back = `/experiment rollback ${experiment.key} <reason>`;
  return [
    `When this issue was opened, ${percent(shareNow(experiment, variant))} of all units had the change.`,
    ...(words.length === 0 ? [] : [`Steps: ${words.join(', then ')}, then all units.`]),
    `The bot sets the flag ${codeMarkdown(flagKey)}; do not change it by hand. ${codeMarkdown(back)} in Slack switches the change off.`,
  ];
}

function figures(plan: Plan, { analysis }: AnalysisSnapshot, variant: string): string {
  const rows = shownComparisons(analysis)
    .filter((one) => one.variant === variant)
    .map((one) => [
      plainMarkdown(metricOf(plan, one.metric)?.name ?? one.metric),
      one.role,
      levelOf(plan, one.metric, one.controlMean),
      levelOf(plan, one.metric, one.treatmentMean),
      one.lift === null ? '' : signedPercent(one.lift),
      one.liftInterval === null ? '' : `${signedBounds(one.liftInterval)} (${intervalLevel(one)})`,
      provenWords(one),
    ]);
  const head = ['metric', 'role', 'control', 'shipped', 'lift', 'interval', 'proven'];
  return rows.length === 0 ? 'The effects of the last look were not read.' : tableMarkdown(head, rows);
}

function watchLines({ shipping }: Experiment, plan: Plan): readonly string[] {
  return [
    ...plan.guardrails.map(
      ({ metric, margin }) =>
        `${plainMarkdown(metric.name)} (${codeMarkdown(metric.key)}): at most ${percent(margin)} worse than the control`,
    ),
    ...goalsOf(plan).map(
      ({ name, key, desiredDirection }) =>
        `${plainMarkdown(name)} (${codeMarkdown(key)}), ${plan.otherGoals === undefined ? 'the goal' : 'a goal'}: it should ${desiredDirection === 'increase' ? 'rise' : 'fall'}`,
    ),
    shipping == null
      ? 'The change went out without steps, so the bot reads none of these any more.'
      : 'The bot reads the guardrails at each step and takes the change back if harm is proven. When all units have the change, it reads no more.',
  ];
}

function cleanUpLines({ key }: Experiment, { flagKey }: Plan): readonly string[] {
  return [
    `When all units have the change, the bot opens a pull request from the branch ${codeMarkdown(cleanUpBranch(key))}, which takes the flag and the code that is no longer used out.`,
    `Review, merge and deploy it. The bot removes the flag ${codeMarkdown(flagKey)} a day after the merge, and the experiment is complete.`,
  ];
}
