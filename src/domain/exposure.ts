/** The event with which a unit's meeting a variant is recorded. */
export interface ExposureEvent {
  readonly event: '$feature_flag_called' | '$experiment_exposure';
}

/** Every kind of exposure event; the first holds for plans that name none. */
export const EXPOSURE_EVENTS = [
  '$feature_flag_called',
  '$experiment_exposure',
] as const satisfies readonly ExposureEvent['event'][];

/** What says which events count an experiment's units: a plan, or a launch that knows better. */
interface CountedBy {
  readonly exposure?: ExposureEvent;
}

/** Which events count the units of an experiment: as its canary found them, else as its plan says. */
export function exposureOf(plan: CountedBy, launch: CountedBy | null): ExposureEvent {
  return launch?.exposure ?? plan.exposure ?? { event: EXPOSURE_EVENTS[0] };
}

/** What a plan says of the events that arrived lately; nothing if those are the usual ones, or none arrived yet. */
export function plannedExposure(arrived: readonly ExposureEvent['event'][]): CountedBy {
  const [event] = arrived;
  return event === undefined || arrived.includes(EXPOSURE_EVENTS[0]) ? {} : { exposure: { event } };
}
