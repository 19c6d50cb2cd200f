import type { MeasureTotal, Scenario, ScenarioArm } from '#sandbox/stand-ins/posthog/scenario.ts';

/** The same experiment with one measure of the treatment multiplied by `factor`: 1.5 on crashes is clear harm. */
export function withHarm(scenario: Scenario, measure: string, factor: number): Scenario {
  const { treatment } = scenario.arms;
  const total = treatment.metrics[measure];
  if (total === undefined) throw new TypeError(`${scenario.name} has no measure ${measure}`);
  const metrics = { ...treatment.metrics, [measure]: times(total, factor, treatment.units) };
  return {
    ...scenario,
    arms: { ...scenario.arms, treatment: { ...treatment, metrics } },
    drawn: [...new Set([...scenario.drawn, measure])],
  };
}

/** The same experiment with several treatments, of which this variant differs in one measure by `factor`. */
export function withVariantHarm(
  scenario: Scenario,
  variant: string,
  measure: string,
  factor: number,
): Scenario {
  const { units, metrics } = scenario.arms.treatment;
  const total = metrics[measure];
  if (total === undefined) throw new TypeError(`${scenario.name} has no measure ${measure}`);
  const changed = { ...scenario.variants?.[variant], [measure]: times(total, factor, units) };
  return { ...scenario, variants: { ...scenario.variants, [variant]: changed } };
}

/** The same experiment, but `lost` (0..1) of the treatment's units were never counted: a sample ratio mismatch. */
export function withSampleRatioMismatch(scenario: Scenario, lost: number): Scenario {
  const { treatment } = scenario.arms;
  const units = Math.round(treatment.units * (1 - lost));
  const metrics = Object.fromEntries(
    Object.entries(treatment.metrics).map(([key, total]) => [key, shrink(total, units / treatment.units)]),
  );
  const arm: ScenarioArm = { units, metrics };
  return { ...scenario, arms: { ...scenario.arms, treatment: arm } };
}

/** The same experiment in which `units` units met both arms. */
export function withMultiple(scenario: Scenario, units: number): Scenario {
  return { ...scenario, multiple: units };
}

/** The same experiment in which `units` more units met the flag without a variant. */
export function withUnitsWithoutVariant(scenario: Scenario, units: number): Scenario {
  return { ...scenario, withoutVariant: units };
}

function times(total: MeasureTotal, factor: number, units: number): MeasureTotal {
  if (total.kind === 'mean') return { ...total, mean: total.mean * factor };
  return { kind: 'proportion', successes: Math.min(units, Math.round(total.successes * factor)) };
}

function shrink(total: MeasureTotal, share: number): MeasureTotal {
  if (total.kind === 'proportion')
    return { kind: 'proportion', successes: Math.round(total.successes * share) };
  return total.nonZero === undefined ? total : { ...total, nonZero: Math.round(total.nonZero * share) };
}
