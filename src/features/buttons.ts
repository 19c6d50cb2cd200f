import { type ButtonParts, button } from '#block-kit/buttons.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import type { RenderContext } from '#features/feature.ts';
import { saidPlainly } from '#features/said.ts';

/** The value of a button, bound to the evidence that stands behind the message it is on. */
export function evidenceOf({ experiment, key }: RenderContext, extra: Record<string, string> = {}): string {
  return JSON.stringify({
    experiment: experiment.key,
    message: key,
    planHash: experiment.planHash ?? '',
    snapshotHash: latestSnapshot(experiment)?.hash ?? '',
    flagVersion: experiment.flag?.version ?? '',
    ...extra,
  });
}

/** A button bound to the evidence of its message. */
export function evidenceButton(
  context: RenderContext,
  parts: Omit<ButtonParts, 'value'>,
  extra: Record<string, string> = {},
) {
  return button({ ...parts, value: evidenceOf(context, extra) });
}

/** The title that people know an experiment by: the plan's, or the first words of the idea. */
export function titleOf(experiment: Experiment): string {
  return saidPlainly(experiment.plan?.title ?? experiment.request.idea);
}
