import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { type Experiment, launchOf } from '#domain/experiment.ts';
import { percent } from '#domain/figures.ts';
import { failedChecks, hasNewFailure } from '#domain/launch/check-keys.ts';
import type { RampStep } from '#domain/launch/launch-plan.ts';
import { presentStep, rampSteps } from '#domain/launch/ramp.ts';
import type { LaunchCheck } from '#domain/launch/state.ts';
import { inCardMenu } from '#features/card-menu-words.ts';
import type { RenderContext } from '#features/render-context.ts';
import { pauseButton } from './pause-blocks.ts';

function markOf({ met, unchecked }: LaunchCheck): string {
  if (unchecked === true) return ':hourglass_flowing_sand:';
  return met ? ':white_check_mark:' : ':x:';
}

/** One line for each check, with its mark. Mrkdwn. */
export function checkLines(checks: readonly LaunchCheck[]): string {
  return checks.map((check) => `${markOf(check)} ${escapeMrkdwn(check.text)}`).join('\n');
}

function stepWords({ share, days }: RampStep): string {
  return days === 0 ? percent(share) : `${percent(share)} for ${daysWords(days)}`;
}

function daysWords(days: number): string {
  return days === 1 ? 'a day' : `${Number(days.toFixed(1))} days`;
}

/** The steps between the canary and the registered share, as a sentence with a space before it; empty if there are none. */
export function rampWords(experiment: Experiment): string {
  const steps = rampSteps(experiment);
  if (steps.length === 1 && steps[0].days === 0) return '';
  return ` If the checks are met, the share rises in steps: ${steps.map(stepWords).join(', then ')}, then ${percent(experiment.request.trafficShare)}.`;
}

/** The next step is out. */
export function renderRampRaised(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const step = presentStep(experiment);
  const lasts = step.days === 0 ? '' : `, at least for ${daysWords(step.days)}`;
  const head = `Verified. Step ${step.number} of ${step.steps + 1}: the experiment now goes to ${percent(step.share)} of the units${lasts}.`;
  return message({
    text: head,
    blocks: [
      section(`:chart_with_upwards_trend: *${head}*\n${checkLines(launchOf(experiment).checks)}`),
      actions([pauseButton(context)]),
    ],
  });
}

/** A check is not met, so the share stays as it is. */
export function renderLaunchNotVerified(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const { checks } = launchOf(experiment);
  const step = presentStep(experiment);
  const share = percent(step.share);
  const isCanary = step.number === 1;
  const head = hasNewFailure(checks, [])
    ? `The launch is held at ${share} of the units, because a check is not met.`
    : isCanary
      ? 'The canary could not be verified within a day. The share stays small until it is.'
      : `The checks of this step could not be made yet. The share stays at ${share} until they are met.`;
  const advice = failedChecks(checks).map((key) => ADVICE[key] ?? ADVICE_ON_ERRORS);
  const next = `The launch goes on by itself when all checks are met. ${[...new Set(advice)].join(' ')} ${inCardMenu('End')} takes it back.`;
  return message({
    text: `${head} ${next}`,
    blocks: [section(`:warning: *${head}*\n${checkLines(checks)}\n${next}`), actions([pauseButton(context)])],
  });
}

const ADVICE_ON_ERRORS = 'Compare the errors of the variants, and pause if users are harmed.';
const ADVICE: Readonly<Record<string, string>> = {
  exposures: 'Check that the code which reads the flag is deployed.',
  split: 'Look for a redirect, a bot filter or a crash in one variant.',
  'one-variant-each': 'Check that a unit keeps its identity, also when it signs in.',
  'variant-named': 'Check that every service that reads the flag can load it.',
  events: 'Check that the events arrive in every variant.',
  'valid-events': 'Check the property that the metric sums: it must be a number.',
  'after-exposure': 'Check that the flag is read before the event can happen.',
};
