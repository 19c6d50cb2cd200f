import { z } from 'zod';
import { nearestWord } from '#shared/nearest.ts';
import { decisionRuleProblems } from './decision-rule-checks.ts';
import { FILE_PARTS } from './file-schema.ts';
import type { PlacedProblem } from './schema-problems.ts';
import { warehouseProblems } from './warehouse-checks.ts';

const group = z.record(z.string(), z.unknown());
type Group = Readonly<Record<string, unknown>>;

/**
 * What no schema says: names that lead nowhere, entries that stand twice, days that cannot be. Reads every part for itself,
 * so that a broken one hides no problem of another.
 */
export function crossProblems(value: unknown): readonly PlacedProblem[] {
  const file = group.safeParse(value);
  if (!file.success) return [];
  const metrics = group.safeParse(file.data['metrics']);
  const names = metrics.success ? Object.keys(metrics.data) : null;
  return [
    ...metricProblems(metrics.success ? metrics.data : {}),
    ...countProblems(names),
    ...guardrailProblems(file.data['guardrails'], names),
    ...watchProblems(file.data, metrics.success ? metrics.data : null),
    ...riskProblems(file.data, names),
    ...decisionRuleProblems(file.data['decisionRules']),
    ...warehouseProblems(file.data['warehouse']),
    ...duplicateProblems(file.data),
  ];
}

const METRIC_KEY = /^[a-z][a-z0-9_]{0,62}$/;
/** Slack's menus take no more choices. */
const MOST_METRICS = 100;

function metricProblems(metrics: Group): readonly PlacedProblem[] {
  const named = Object.entries(metrics).map(([key, value]) => ({
    key,
    metric: group.safeParse(value).data ?? {},
  }));
  return named.flatMap(({ key, metric }, index) => {
    const inner = [...oneMetricProblems(metric), ...nameProblems(metric, named.slice(0, index))];
    return [
      ...keyProblems(key),
      ...inner.map(({ path, message }) => ({ path: ['metrics', key, ...path], message })),
    ];
  });
}

function keyProblems(key: string): readonly PlacedProblem[] {
  // Figures are objects by key, each of which knows this name.
  if (key === 'constructor') return [{ path: ['metrics', key], message: 'Choose another key.' }];
  if (METRIC_KEY.test(key)) return [];
  const message =
    'The key of a metric begins with a letter a–z and holds only a–z, 0–9 and _, at most 63 characters.';
  return [{ path: ['metrics', key], message }];
}

function nameProblems(
  { name }: Group,
  before: readonly { readonly metric: Group }[],
): readonly PlacedProblem[] {
  if (typeof name !== 'string' || before.every(({ metric }) => metric['name'] !== name)) return [];
  const message = `Another metric is named "${name}" too. People choose by the name, so give each its own.`;
  return [{ path: ['name'], message }];
}

function countProblems(names: readonly string[] | null): readonly PlacedProblem[] {
  if (names === null || (names.length >= 2 && names.length <= MOST_METRICS)) return [];
  const message =
    names.length < 2
      ? 'There must be at least two metrics: an experiment needs a goal and a guardrail.'
      : `There may be at most ${MOST_METRICS} metrics, because Slack shows no more in a menu.`;
  return [{ path: ['metrics'], message }];
}

/** What no schema says of one metric. Fields that the schema refuses are left out. */
export function oneMetricProblems(metric: Group): readonly PlacedProblem[] {
  switch (metric['kind']) {
    case 'proportion':
      return dayProblems(metric);
    case 'mean':
      return [...measureProblems([], metric), ...dayProblems(metric)];
    case 'ratio':
      return [
        ...(['numerator', 'denominator'] as const).flatMap((part) =>
          measureProblems([part], group.safeParse(metric[part]).data ?? {}),
        ),
        ...dayProblems(metric),
      ];
    case 'retention':
      return retentionProblems(metric);
    default:
      return [];
  }
}

function retentionProblems({ fromDay, untilDay }: Group): readonly PlacedProblem[] {
  if (typeof fromDay !== 'number' || typeof untilDay !== 'number' || untilDay > fromDay) return [];
  return [{ path: ['untilDay'], message: `This must be above \`fromDay\` (${fromDay}).` }];
}

function dayProblems({ windowDays, delayDays = 0 }: Group): readonly PlacedProblem[] {
  if (typeof windowDays !== 'number' || typeof delayDays !== 'number' || windowDays > delayDays) return [];
  const message = `The window of ${windowDays} days ends before the first event can come, after ${delayDays} days. Raise it above \`delayDays\`.`;
  return [{ path: ['windowDays'], message }];
}

function measureProblems(path: readonly string[], { aggregate, property }: Group): readonly PlacedProblem[] {
  if (aggregate === 'count' && property !== undefined) {
    const message = 'A count reads no property. Remove this, or set `aggregate` to sum or unique.';
    return [{ path: [...path, 'property'], message }];
  }
  if (property !== undefined || (aggregate !== 'sum' && aggregate !== 'unique')) return [];
  const what = aggregate === 'sum' ? 'is summed' : 'has its different texts counted';
  return [{ path: [...path, 'aggregate'], message: `Name the \`property\` that ${what}.` }];
}

function guardrailProblems(value: unknown, names: readonly string[] | null): readonly PlacedProblem[] {
  const read = FILE_PARTS.guardrails.safeParse(value);
  if (!read.success || names === null) return [];
  return (read.data ?? []).flatMap((name, index) =>
    unknownName(['guardrails', index], 'metric', name, names),
  );
}

function riskProblems(file: Group, metrics: readonly string[] | null): readonly PlacedProblem[] {
  const read = FILE_PARTS.defaults.safeParse(file['defaults']);
  const surfaces = z.array(z.looseObject({ name: z.string() })).safeParse(file['surfaces']);
  const repositories = z.array(z.string()).safeParse(file['repositories']);
  const known = {
    surface: surfaces.success ? surfaces.data.map(({ name }) => name) : null,
    repository: repositories.success ? repositories.data : null,
    goalMetric: metrics,
  };
  return (read.data?.risk ?? []).flatMap((rule, index) => {
    const path = ['defaults', 'risk', index];
    const named = (['surface', 'repository', 'goalMetric'] as const).filter(
      (name) => rule[name] !== undefined,
    );
    if (named.length !== 1) {
      return [{ path, message: 'A risk rule names one of surface, repository and goalMetric.' }];
    }
    return named.flatMap((name) => unknownName([...path, name], NOUNS[name], rule[name] ?? '', known[name]));
  });
}

/** A ramp only rises, and the metrics that are watched are in the file. */
function watchProblems(file: Group, metrics: Group | null): readonly PlacedProblem[] {
  const steps = FILE_PARTS.launch.safeParse(file['launch']).data?.steps ?? [];
  const falling = steps.flatMap(({ share }, index) =>
    index > 0 && share <= (steps[index - 1]?.share ?? 0)
      ? [
          {
            path: ['launch', 'steps', index, 'share'],
            message: 'Each step must reach more units than the one before it.',
          },
        ]
      : [],
  );
  const watch = FILE_PARTS.watch.safeParse(file['watch']).data;
  const wrong = (['errors', 'satisfaction', 'privacy'] as const).flatMap((part) =>
    watch?.[part] === undefined || metrics === null ? [] : watchedProblems(part, watch[part], metrics),
  );
  return [...falling, ...wrong];
}

function watchedProblems(part: string, name: string, metrics: Group): readonly PlacedProblem[] {
  const path = ['watch', part];
  if (group.safeParse(metrics[name]).data?.['kind'] !== 'quantile')
    return unknownName(path, 'metric', name, Object.keys(metrics));
  return [{ path, message: `The watch compares levels, and "${name}" is a quantile. Name another metric.` }];
}

const NOUNS = { surface: 'surface', repository: 'repository', goalMetric: 'metric' } as const;

function unknownName(
  path: PlacedProblem['path'],
  noun: string,
  name: string,
  known: readonly string[] | null,
): readonly PlacedProblem[] {
  if (known === null || known.includes(name)) return [];
  const nearest = nearestWord(name, known);
  const hint = nearest === null ? 'Define it, or remove it here.' : `Do you mean \`${nearest}\`?`;
  return [{ path, message: `There is no ${noun} "${name}" in the settings. ${hint}` }];
}

function duplicateProblems(file: Group): readonly PlacedProblem[] {
  const roles = group.safeParse(file['roles']).data ?? {};
  const lists: readonly (readonly [readonly string[], unknown])[] = [
    [['roles', 'approvers'], roles['approvers']],
    [['roles', 'admins'], roles['admins']],
    [['repositories'], file['repositories']],
    [['guardrails'], file['guardrails']],
    [['dimensions'], file['dimensions']],
    [['surfaces'], file['surfaces']],
    [['templates'], file['templates']],
    [['alerts', 'channels'], group.safeParse(file['alerts']).data?.['channels']],
    [['decisionRules', 'sets'], group.safeParse(file['decisionRules']).data?.['sets']],
  ];
  return lists.flatMap(([path, list]) => {
    const names = Array.isArray(list) ? list.map(nameOf) : [];
    return names.flatMap((name, index) =>
      name !== null && names.indexOf(name) !== index
        ? [{ path: [...path, index], message: `"${name}" stands twice. Remove one of the two.` }]
        : [],
    );
  });
}

function nameOf(item: unknown): string | null {
  if (typeof item === 'string') return item;
  const named = z.looseObject({ name: z.string() }).or(channelNamed).safeParse(item);
  return named.success ? named.data.name : null;
}

const channelNamed = z.looseObject({ channel: z.string() }).transform(({ channel }) => ({ name: channel }));
