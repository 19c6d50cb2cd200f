import type { Outcome } from '#domain/commit.ts';
import { type Deciders, outcome, post } from '#domain/decider.ts';
import type { Effect } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import { handoffOf } from '#domain/handoff.ts';
import { offSetting, setFlag, shipSetting } from '#domain/launch/flag-settings.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { ShippingBotBody } from '#domain/shipping/commands.ts';
import { shipmentTimes } from '#domain/shipping/shipment-steps.ts';

/** A shipped change reaches all units step by step, as long as no harm is proven. */
export const shippingDeciders: Deciders<ShippingBotBody['name']> = {
  recordShipmentReading: (experiment, { snapshot }) => {
    const { harm } = snapshot.verdict;
    if (harm !== null) {
      const read = { type: 'shipmentRead', snapshot } as const;
      const effects = [setFlag(offSetting(experiment)), post('shipment-taken-back')];
      return outcome([read, { type: 'shipmentTakenBack', ...harm }], effects);
    }
    const { events, effects } = readWithoutHarm(experiment, snapshot);
    return { events, effects: [...effects, ...handoffOf(experiment)] };
  },
};

function readWithoutHarm(experiment: Experiment, snapshot: AnalysisSnapshot): Outcome {
  const read = { type: 'shipmentRead', snapshot } as const;
  const { end = Number.POSITIVE_INFINITY } = shipmentTimes(experiment) ?? {};
  if (snapshot.until < end) return outcome([read]);
  if (isSound(snapshot)) return advanced(experiment, read);
  const isNews = experiment.shipping?.heldTold === undefined;
  return isNews ? outcome([read, { type: 'shipmentHeld' }], [post('shipment-held')]) : outcome([read]);
}

function isSound({ analysis }: AnalysisSnapshot): boolean {
  return analysis.health.state !== 'unhealthy';
}

function advanced(
  experiment: Experiment,
  read: { readonly type: 'shipmentRead'; readonly snapshot: AnalysisSnapshot },
) {
  const { variant = '', steps = [], step = 0 } = experiment.shipping ?? {};
  const next = step + 1;
  const flag: Effect = setFlag(shipSetting(experiment, variant, steps[next]?.share ?? 1));
  return outcome([read, { type: 'shipmentAdvanced', step: next }], [flag, post('shipment-advanced')]);
}
