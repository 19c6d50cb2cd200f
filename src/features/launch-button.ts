import { confirmation } from '#block-kit/buttons.ts';
import { PERMISSIONS } from '#domain/authority/permissions.ts';
import { readinessOf } from '#domain/code/readiness.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { percent } from '#domain/figures.ts';
import { rampShare } from '#domain/launch/ramp.ts';
import { launch } from '#features/launch-experiment/actions.ts';
import type { RenderContext } from '#features/render-context.ts';

/** The share of units that the canary of this experiment goes to, in words. */
export function canaryShare(experiment: Experiment): string {
  return percent(rampShare(experiment));
}

/** The button that launches, which asks first. */
export function launchButton(context: RenderContext, label = 'Launch') {
  const { experiment } = context;
  const takesTwo = PERMISSIONS.launch.votes[designOf(experiment).plan.request.risk] > 1;
  const isFirst = takesTwo && readinessOf(experiment)?.launchVote === undefined;
  return launch.button(context, {
    label,
    style: 'primary',
    confirm: confirmation({
      title: 'Launch the experiment?',
      text: `The change goes out to ${canaryShare(experiment)} of the units at first${isFirst ? ', when a second approver has confirmed it: the risk is high' : ''}.`,
      confirm: 'Launch',
      deny: 'Not yet',
    }),
  });
}
