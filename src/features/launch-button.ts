import { confirmation } from '#block-kit/buttons.ts';
import type { Experiment } from '#domain/experiment.ts';
import { percent } from '#domain/figures.ts';
import { rampShare } from '#domain/launch/ramp.ts';
import { launch } from '#features/launch-experiment/actions.ts';
import type { RenderContext } from '#features/render-context.ts';

/** The share of units that the canary of this experiment goes to, in words. */
export function canaryShare(experiment: Experiment): string {
  return percent(rampShare(experiment));
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
