import {
  configurationsOf,
  configurationsProblem,
  requestedProblem,
} from '#domain/configurations/planned-configurations.ts';
import type { PolicyRule } from '#domain/design/policy-rule.ts';
import type { Plan } from '#domain/plan.ts';

/** What the configurations of a plan must be. Plans from before there were any have none. */
export const CONFIGURATION_RULES: readonly PolicyRule[] = [
  {
    rule: 'configurations',
    broken: (plan) => problemIn(plan) !== null,
    message: (plan) => problemIn(plan) ?? '',
  },
];

/** The request is looked at once more, however it came to be what it is. */
function problemIn(plan: Plan): string | null {
  const asked = requestedProblem(plan.request);
  if (asked !== null) return asked;
  const given = configurationsOf(plan);
  if (given.length === 0) return null;
  if (plan.request.file !== undefined) return 'A file under test and configurations exclude each other.';
  const bare = plan.variants.find(({ key }) => !given.some((one) => one.key === key));
  if (bare !== undefined) return `The variant ${bare.key} has no configuration, and others have one.`;
  return configurationsProblem(given);
}
