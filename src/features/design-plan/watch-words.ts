import { section } from '#block-kit/layout.ts';
import { bold } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import type { Experiment } from '#domain/experiment.ts';
import { percent } from '#domain/figures.ts';
import { WATCH_DEFAULTS } from '#domain/launch/launch-plan.ts';
import type { Plan } from '#domain/plan.ts';
import { rampWords } from '#features/launch-experiment/ramp-blocks.ts';

/** What approvers register of the launch and of the watch, as far as it is not what every plan has. */
export function watchSection(experiment: Experiment, plan: Plan) {
  const steps = plan.launch === undefined ? '' : rampWords(experiment).trim();
  const words = [steps, ...besideOf(plan)].filter((part) => part !== '');
  return words.length === 0 ? [] : [section(`${bold('Launch and watch')}  ${words.join(' ')}`)];
}

function besideOf({ goal, watch = WATCH_DEFAULTS }: Plan): readonly string[] {
  const { errors, satisfaction, privacy, regression, pausesForIntegrity } = watch;
  const names = [errors, satisfaction].flatMap((metric) => (metric === undefined ? [] : [metric.name]));
  const isOwnLimit = regression !== WATCH_DEFAULTS.regression;
  return [
    names.length === 0 ? '' : `Also watched: ${names.map(escapeMrkdwn).join(' and ')}.`,
    isOwnLimit
      ? `The thread hears if ${escapeMrkdwn(goal.name)} is proven worse by more than ${percent(regression)}.`
      : '',
    privacy === undefined
      ? ''
      : `${escapeMrkdwn(privacy.name)} means a privacy incident: one unit of the change with it, and the bot switches the change off.`,
    pausesForIntegrity ? 'The bot pauses the experiment if its data cannot be trusted.' : '',
  ];
}
