import { z } from 'zod';
import { knownKeys } from '#settings/file/known-keys.ts';
import { schemaProblems } from '#settings/file/schema-problems.ts';
import { type PastExperiment, pastExperimentSchema } from './history-schema.ts';

/** The experiments of a file that can be read, and every problem of the others, each with its place. */
export interface History {
  readonly experiments: readonly PastExperiment[];
  readonly problems: readonly string[];
}

type Problem = readonly [path: string, message: string];

const JSON_SCHEMA = z.toJSONSchema(pastExperimentSchema, { io: 'input' });

/** Reads the text of a history: a JSON array of experiments. An experiment with a problem is left out as a whole. */
export function readHistory(text: string): History {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (thrown) {
    return nothingBut(`The file is no JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}.`);
  }
  if (!Array.isArray(parsed)) return nothingBut('The file must hold a list of experiments: [ … ].');
  if (parsed.length === 0) return nothingBut('The list of experiments is empty.');
  const read = parsed.map(readOne);
  const ids = read.map(({ experiment }) => experiment?.id);
  const repeated = read.map(({ experiment }, index) =>
    experiment !== null && ids.indexOf(experiment.id) < index
      ? [`[${index}].id: "${experiment.id}" is the id of an earlier experiment, too.`]
      : [],
  );
  return {
    experiments: read.flatMap(({ experiment }, index) =>
      experiment === null || repeated[index]?.length !== 0 ? [] : [experiment],
    ),
    problems: read.flatMap(({ problems }, index) => [...problems, ...(repeated[index] ?? [])]),
  };
}

function nothingBut(problem: string): History {
  return { experiments: [], problems: [problem] };
}

function readOne(
  entry: unknown,
  index: number,
): { readonly experiment: PastExperiment | null; readonly problems: readonly string[] } {
  const parsed = pastExperimentSchema.safeParse(entry, { reportInput: true });
  const problems: readonly Problem[] = parsed.success
    ? crossProblems(parsed.data)
    : schemaProblems(parsed.error.issues, entry, (path) => knownKeys(entry, path, JSON_SCHEMA)).map(
        ({ path, message }): Problem => [pathText(path), message],
      );
  return {
    experiment: parsed.success && problems.length === 0 ? parsed.data : null,
    problems: problems.map(([path, message]) => `[${index}]${path === '' ? '' : `.${path}`}: ${message}`),
  };
}

function pathText(path: readonly (string | number)[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

/** What no schema can say: how the parts of an experiment fit together. */
function crossProblems({ plan, looks, decision }: PastExperiment): readonly Problem[] {
  const variants = Object.keys(plan.allocation);
  const sum = Object.values(plan.allocation).reduce((total, share) => total + share, 0);
  const metrics = [plan.goal, ...(plan.otherGoals ?? []), ...plan.guardrails, ...plan.secondary];
  const checks: readonly (readonly [boolean, ...Problem])[] = [
    [
      Math.abs(sum - 1) > 1e-6,
      'plan.allocation',
      `The shares add up to ${Number(sum.toFixed(6))}, not to 1.`,
    ],
    [variants.length < 2, 'plan.allocation', 'This must name the control and at least one treatment.'],
    [!variants.includes(plan.control), 'plan.control', `"${plan.control}" is no variant of the allocation.`],
    [
      new Set(metrics.map(({ key }) => key)).size < metrics.length,
      'plan',
      'A metric may play one role only: goal, guardrail or secondary.',
    ],
    [
      decision.outcome === 'ship' && decision.variant === undefined && variants.length > 2,
      'decision.variant',
      'This is missing: several treatments could have shipped.',
    ],
    [
      decision.variant !== undefined &&
        (decision.variant === plan.control || !variants.includes(decision.variant)),
      'decision.variant',
      `"${decision.variant ?? ''}" is no treatment of the allocation.`,
    ],
  ];
  return [
    ...checks.flatMap(([isWrong, path, message]): Problem[] => (isWrong ? [[path, message]] : [])),
    ...looks.flatMap((look, index) => lookProblems(look, looks[index - 1], variants, metrics, index)),
  ];
}

type Look = PastExperiment['looks'][number];

function lookProblems(
  look: Look,
  before: Look | undefined,
  variants: readonly string[],
  metrics: readonly { readonly key: string; readonly kind: string }[],
  index: number,
): readonly Problem[] {
  const at = `looks[${index}]`;
  const late: readonly Problem[] =
    before !== undefined && look.day <= before.day
      ? [[`${at}.day`, `Day ${look.day} does not come after day ${before.day} of the look before.`]]
      : [];
  return [
    ...late,
    ...variants.flatMap((variant): readonly Problem[] => {
      const units = look.units[variant];
      if (units === undefined) return [[`${at}.units.${variant}`, 'This is missing.']];
      const fewer = units < (before?.units[variant] ?? 0);
      return fewer
        ? [[`${at}.units.${variant}`, 'There are fewer units than at the look before; units are cumulative.']]
        : [];
    }),
    ...metrics.flatMap(({ key, kind }) =>
      variants.flatMap((variant) =>
        armProblem(look, key, kind, variant).map(
          (message): Problem => [`${at}.metrics.${key}.${variant}`, message],
        ),
      ),
    ),
  ];
}

function armProblem({ units, metrics }: Look, key: string, kind: string, variant: string): readonly string[] {
  const arm = metrics[key]?.[variant];
  if (arm === undefined) return ['This is missing.'];
  const { n, events, mean, variance } = arm;
  if (n > (units[variant] ?? n)) return [`${n} units count for the metric, but the variant has fewer.`];
  if (kind === 'mean') {
    return mean === undefined || variance === undefined ? ['A mean needs `mean` and `variance`.'] : [];
  }
  if (events === undefined) {
    return mean === undefined || mean < 0 || mean > 1
      ? ['A proportion needs `events`, or a `mean` from 0 to 1.']
      : [];
  }
  return events > n ? [`${events} of ${n} units cannot have had the event.`] : [];
}
