import { assured } from '#domain/assured.ts';
import { post } from '#domain/decider.ts';
import type { HarmedTreatment } from '#domain/decision/verdict.ts';
import type { Effect } from '#domain/effect.ts';
import type { EventOf } from '#domain/event.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { experimentSetting, setFlag } from '#domain/launch/flag-settings.ts';
import { droppedVariants, withDrop } from '#domain/looks/dropped-variants.ts';
import { treatmentsOf } from '#domain/plan.ts';

/** The harmed treatments of a look that are still in the race. */
export function stillInRace(
  { looks }: Pick<Experiment, 'looks'>,
  harmed: readonly HarmedTreatment[] = [],
): readonly HarmedTreatment[] {
  const out = droppedVariants(looks);
  return harmed.filter(({ variant }) => !out.includes(variant));
}

/** Whether a treatment is left once these are out. */
export function leavesOthers(experiment: Experiment, harmed: readonly HarmedTreatment[]): boolean {
  const out = [...droppedVariants(experiment.looks), ...harmed.map(({ variant }) => variant)];
  return treatmentsOf(designOf(experiment).plan).some(({ key }) => !out.includes(key));
}

/**
 * Takes treatments out of the race: their units get the control from now on, all others keep their variant. `person` is null if
 * the bot does it on its own authority.
 */
export function dropOf(
  experiment: Experiment,
  harmed: readonly HarmedTreatment[],
  person: string | null,
): { readonly event: EventOf<'variantsDropped'>; readonly flag: Effect; readonly message: Effect } {
  const variants = harmed.map(({ variant, metric }) => ({ variant, metric }));
  const looks = withDrop(experiment.looks, { variants, person });
  const { rollout } = assured(experiment.flag, 'a flag');
  return {
    event: { type: 'variantsDropped', variants, person },
    flag: setFlag(experimentSetting({ ...experiment, looks }, rollout)),
    message: post('variant-dropped'),
  };
}
