import {
  type Configuration,
  configurationProblem,
  shapeDifference,
} from '#domain/configurations/configuration.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { ExperimentRequest, Plan, Variant } from '#domain/plan.ts';
import { canonicalJson } from '#shared/canonical-json.ts';

/** Characters of the configurations of a request as JSON: the form takes 3,000 with its line breaks. */
const MOST_IN_REQUEST = 2_800;

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

/** The configuration of each variant by its key; undefined if the plan has none. */
export function configurationsOf(plan: Plan): Readonly<Record<string, Configuration>> | undefined {
  if (!isConfigured(plan)) return undefined;
  return Object.fromEntries(
    plan.variants.flatMap(({ key, configuration }) =>
      configuration === undefined ? [] : [[key, configuration] as const],
    ),
  );
}

/** What is wrong with the configurations of a request, as a sentence; null if nothing is, or if it has none. The control may be left out. */
export function requestedProblem({
  configurations,
  split,
  file,
}: Pick<ExperimentRequest, 'configurations' | 'split' | 'file'>): string | null {
  if (configurations === undefined) return null;
  if (file !== undefined) return 'Name a file under test or configurations, not both.';
  const keys = plannedKeys(split.length);
  const odd = Object.keys(configurations).find((key) => !keys.includes(key));
  if (odd !== undefined)
    return `There is no variant "${odd.slice(0, 40)}". The variants are ${keys.join(', ')}.`;
  const missing = keys.find((key) => key !== 'control' && configurations[key] === undefined);
  if (missing !== undefined) return `Give ${missing} a configuration.`;
  if (JSON.stringify(configurations).length > MOST_IN_REQUEST)
    return `The configurations have ${JSON.stringify(configurations).length} characters as JSON, and may have ${MOST_IN_REQUEST} together.`;
  return configurationsProblem(
    keys.flatMap((key) => {
      const configuration = configurations[key];
      return configuration === undefined ? [] : [{ key, configuration }];
    }),
  );
}

/** What is wrong with configurations of variants, the first of which says what the others have to look like; null if nothing is. */
export function configurationsProblem(
  variants: readonly Pick<Required<Variant>, 'key' | 'configuration'>[],
): string | null {
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
