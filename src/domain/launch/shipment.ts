import type { Experiment } from '#domain/experiment.ts';

type Shipment = Pick<Experiment, 'status' | 'decision'>;

/** Whether a change was shipped and its flag is not removed yet: every unit is to meet it. */
export function isShipped({ status, decision }: Shipment): boolean {
  return (status === 'decided' || status === 'cleaning-up') && decision.record?.decision === 'ship';
}

/** Whether a shipped change is switched off for now: every unit gets the control, and the clean-up waits. */
export function isShipmentPaused(experiment: Shipment & Pick<Experiment, 'launch'>): boolean {
  return isShipped(experiment) && experiment.launch?.pause != null;
}
