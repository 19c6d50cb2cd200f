import { confirmation } from '#block-kit/buttons.ts';
import type { Experiment } from '#domain/experiment.ts';
import { percent } from '#domain/figures.ts';
import { canaryRollout } from '#domain/launch/flag-settings.ts';
import { launch } from '#features/launch-experiment/actions.ts';
import type { RenderContext } from '#features/render-context.ts';

/** The share of units that the canary of this experiment goes to, in words. */
export function canaryShare(experiment: Experiment): string {
  return percent(canaryRollout(experiment.request.trafficShare));
}

/** The button that launches, which asks first. */
export function launchButton(context: RenderContext) {
  return launch.button(context, {
    label: 'Launch',
    style: 'primary',
    confirm: confirmation({
      title: 'Launch the experiment?',
      text: `The change goes out to ${canaryShare(context.experiment)} of the units at first.`,
      confirm: 'Launch',
      deny: 'Not yet',
    }),
  });
}
