import {
  CONFIGURATION_BOUNDS,
  type Configuration,
  configurationProblem,
} from '#domain/configurations/configuration.ts';
import { shapeDifference } from '#domain/configurations/configuration-difference.ts';
import type { Experiment } from '#domain/experiment.ts';
import { controlOf, type ExperimentRequest, type Plan, treatmentsOf, type Variant } from '#domain/plan.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { isDeeperThan } from '#shared/nesting.ts';

/** Characters of the configurations of a request as JSON: the form takes 3,000 with its line breaks. */
const MOST_IN_REQUEST = 2_800;

/** A variant that is a configuration. */
export type ConfiguredVariant = Pick<Required<Variant>, 'key' | 'configuration'>;

/** Keys of the variants of a plan, the control first. */
export function plannedKeys(count: number): readonly string[] {
  if (count === 2) return ['control', 'treatment'];
  return Array.from({ length: count }, (_, at) => (at === 0 ? 'control' : `treatment-${at}`));
}

/** Whether the variants of a plan are configurations, which its flag carries: then no code is written for it. */
export function isConfigured({ variants }: Pick<Plan, 'variants'>): boolean {
  return variants.some(({ configuration }) => configuration !== undefined);
}

/** The same of an experiment, from its review on. */
export function hasConfigurations({ design }: Pick<Experiment, 'design'>): boolean {
  return design !== null && isConfigured(design.plan);
}

/** The configurations of the variants of a plan, the control first; none if the plan has none. */
export function configurationsOf(plan: Plan): readonly ConfiguredVariant[] {
  const control = controlOf(plan);
  const all = [...(control === undefined ? [] : [control]), ...treatmentsOf(plan)];
  return listed(
    all.map(({ key }) => key),
    Object.fromEntries(all.map(({ key, configuration }) => [key, configuration])),
  );
}

/** Configurations by the keys of variants, in the order of a plan; a variant without one is left out. */
export function requestedConfigurations({
  configurations,
  split,
}: Pick<ExperimentRequest, 'configurations' | 'split'>): readonly ConfiguredVariant[] {
  return listed(plannedKeys(split.length), configurations ?? {});
}

function listed(
  keys: readonly string[],
  configurations: Readonly<Record<string, Configuration | undefined>>,
): readonly ConfiguredVariant[] {
  return keys.flatMap((key) => {
    const configuration = Object.hasOwn(configurations, key) ? configurations[key] : undefined;
    return configuration === undefined ? [] : [{ key, configuration }];
  });
}

/** What is wrong with the configurations of a request, as a sentence; null if nothing is, or if it has none. The control may be left out. */
export function requestedProblem(
  request: Pick<ExperimentRequest, 'configurations' | 'split' | 'file'>,
): string | null {
  const { configurations, split, file } = request;
  if (configurations === undefined) return null;
  if (file !== undefined) return 'Name a file under test or configurations, not both.';
  const keys = plannedKeys(split.length);
  const odd = Object.keys(configurations).find((key) => !keys.includes(key));
  if (odd !== undefined)
    return `There is no variant "${odd.slice(0, 40)}". The variants are ${keys.join(', ')}.`;
  const given = requestedConfigurations(request);
  const missing = keys.find((key) => key !== 'control' && !given.some((one) => one.key === key));
  if (missing !== undefined) return `Give ${missing} a configuration.`;
  return togetherProblem(configurations) ?? configurationsProblem(given);
}

/** What is too deep is said of its variant, and measuring it would overflow the stack. */
function togetherProblem(configurations: Readonly<Record<string, Configuration>>): string | null {
  if (isDeeperThan(configurations, CONFIGURATION_BOUNDS.depth + 1)) return null;
  const { length } = JSON.stringify(configurations);
  return length > MOST_IN_REQUEST
    ? `The configurations have ${length} characters as JSON, and may have ${MOST_IN_REQUEST} together. Leave out what is the same in all and does not vary.`
    : null;
}

/** What is wrong with configurations of variants, the first of which says what the others have to look like; null if nothing is. */
export function configurationsProblem(variants: readonly ConfiguredVariant[]): string | null {
  for (const { key, configuration } of variants) {
    const wrong = configurationProblem(configuration);
    if (wrong !== null) return `The configuration of ${key} ${wrong}.`;
  }
  const [first, ...others] = variants;
  if (first === undefined) return null;
  for (const { key, configuration } of others) {
    const difference = shapeDifference(first.configuration, configuration);
    if (difference !== null)
      return `Every variant has the same names with the same types, but in ${key} ${difference} (compared with ${first.key}).`;
  }
  const said = variants.map(({ configuration }) => canonicalJson(configuration));
  const twin = said.findIndex((one, at) => said.indexOf(one) < at);
  return twin < 0
    ? null
    : `The configuration of ${variants[twin]?.key} is that of another variant, so there is nothing to compare.`;
}
