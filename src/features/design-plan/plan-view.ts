import type { ModalView } from '@slack/types';
import { modal } from '#block-kit/view.ts';
import type { Experiment } from '#domain/experiment.ts';
import { planSections } from './blocks.ts';

/** Everything that a plan registers, as a modal. Pure. */
export function planView(experiment: Experiment): ModalView {
  return modal({
    title: 'Details of the plan',
    callbackId: 'plan_details',
    close: 'Close',
    blocks: planSections(experiment),
  });
}
