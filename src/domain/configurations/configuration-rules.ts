import { configurationsProblem, isConfigured } from '#domain/configurations/planned-configurations.ts';
import type { PolicyRule } from '#domain/design/policy-rule.ts';
import { controlOf, type Plan, treatmentsOf } from '#domain/plan.ts';

/** What the configurations of a plan must be. Plans from before there were any have none. */
export const CONFIGURATION_RULES: readonly PolicyRule[] = [
  {
    rule: 'configurations',
    broken: (plan) => problemIn(plan) !== null,
    message: (plan) => problemIn(plan) ?? '',
  },
];

function problemIn(plan: Plan): string | null {
  if (!isConfigured(plan)) return null;
  if (plan.request.file !== undefined) return 'A file under test and configurations exclude each other.';
  const control = controlOf(plan);
  const variants = [...(control === undefined ? [] : [control]), ...treatmentsOf(plan)];
  const bare = variants.find(({ configuration }) => configuration === undefined);
  if (bare !== undefined) return `The variant ${bare.key} has no configuration, and others have one.`;
  return configurationsProblem(variants.map(({ key, configuration = {} }) => ({ key, configuration })));
}
