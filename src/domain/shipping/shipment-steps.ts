import { designOf, type Experiment } from '#domain/experiment.ts';
import type { Plan } from '#domain/plan.ts';
import type { ShipmentStep } from '#domain/shipping/shipment-step.ts';
import type { ShippingState } from '#domain/shipping/state.ts';
import { DAY, HOUR } from '#shared/clock.ts';

/** Between two readings of a step. */
const READ_EVERY = 6 * HOUR;
/** Clients keep a flag for a while, so that the units of a step are counted from so long after its begin on. */
const SETTLED_AFTER = HOUR;

/**
 * The steps by which a treatment reaches all units: those of the plan that give it to more units than meet it now, then the
 * holdback. None if the plan has none.
 */
export function shipmentSteps(experiment: Experiment, variant: string): readonly ShipmentStep[] {
  const { plan } = designOf(experiment);
  const { steps: planned = [], holdback } = plan.afterwards ?? {};
  const present = shareNow(experiment, plan, variant);
  const most = holdback === undefined ? 1 : 1 - holdback.share;
  const steps = planned.filter(({ share }) => share > present && share < most);
  return holdback === undefined
    ? steps
    : [...steps, { share: most, days: 7 * holdback.weeks, holdback: true }];
}

/** Share of all units that meet the treatment now. */
function shareNow({ flag, request }: Experiment, { variants }: Plan, variant: string): number {
  const allocation = variants.find(({ key }) => key === variant)?.allocation ?? 0;
  const planned = request.trafficShare * allocation;
  return flag === null ? planned : flag.rollout * (flag.allocation[variant] ?? 0);
}

/** The share of all units that a shipped treatment has now. */
export function shippedShare({ shipping }: Pick<Experiment, 'shipping'>): number {
  return shipping == null ? 1 : (shipping.steps[shipping.step]?.share ?? 1);
}

/** The step that holds; null if all units have the change, or nothing was shipped step by step. */
export function shipmentStep({
  status,
  shipping,
}: Pick<Experiment, 'status' | 'shipping'>): ShipmentStep | null {
  return status === 'decided' && shipping != null ? (shipping.steps[shipping.step] ?? null) : null;
}

/** When the present step began, pauses left out: a resumed step begins anew. Milliseconds since the Unix epoch. */
function stepBegan({ launch }: Experiment, { since }: ShippingState): number {
  return Math.max(since, launch?.pauses.at(-1)?.until ?? 0);
}

/** From when on the units of the present step are counted, and until when it lasts; null if there is none, or while it rests. */
export function shipmentTimes(
  experiment: Experiment,
): { readonly from: number; readonly end: number } | null {
  const step = shipmentStep(experiment);
  const { shipping, launch, tampering } = experiment;
  if (step === null || shipping == null || launch?.pause != null || tampering.open !== null) return null;
  const began = stepBegan(experiment, shipping);
  return { from: began + SETTLED_AFTER, end: began + step.days * DAY };
}

/** When the guardrails of a shipped change are read next, milliseconds since the Unix epoch; null if never. */
export function nextShipmentReadingAt(experiment: Experiment): number | null {
  const times = shipmentTimes(experiment);
  if (times === null) return null;
  const last = Math.max(times.from, experiment.shipping?.reading?.until ?? 0);
  const next = last + READ_EVERY;
  return last < times.end && next > times.end ? times.end : next;
}

/**
 * The plan by which a step is read: the shipped treatment against the control, at the shares of the step. The steps share alpha, so
 * that all of them together prove harm by mistake no more often than the plan allows.
 */
export function planOfShipment(experiment: Experiment): Plan {
  const { plan } = designOf(experiment);
  const { variant = '', steps = [] } = experiment.shipping ?? {};
  const share = shippedShare(experiment);
  const variants = plan.variants.flatMap((one) => {
    if (one.role === 'control') return [{ ...one, allocation: 1 - share }];
    return one.key === variant ? [{ ...one, allocation: share }] : [];
  });
  return { ...plan, variants, secondary: [], alpha: plan.alpha / Math.max(1, steps.length) };
}
