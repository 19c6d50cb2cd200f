import { Document, isMap, isPair, isScalar, visit } from 'yaml';
import type { Measure, Metric } from '#domain/metric.ts';
import { AFTERWARDS } from '#settings/afterwards.ts';
import type { Settings } from '#settings/settings.ts';
import { alertEntries, ownerEntry } from './alert-parts.ts';
import { digestEntries } from './digest-parts.ts';
import type { SettingsFile } from './file-schema.ts';
import type { MetricEntry } from './metric-schema.ts';
import { warehouseEntry } from './warehouse-parts.ts';
import { watchEntries } from './watch-parts.ts';

/** Settings as people write them in a file: nothing is left out. */
export function toFile(settings: Settings): SettingsFile {
  const { roles, repositories, surfaces, metrics, guardrails, defaults } = settings;
  return {
    roles: { approvers: [...roles.approvers], admins: [...roles.admins] },
    repositories: [...repositories],
    surfaces: surfaces.map(({ name, rules, crossesLogin }) => ({
      name,
      rules: rules.map((rule) => (rule.match === 'event' ? { ...rule, where: [...rule.where] } : rule)),
      crossesLogin,
      ...ownerEntry(settings.owners?.surfaces, name),
    })),
    metrics: Object.fromEntries(
      metrics.map((metric) => [
        metric.key,
        { ...entryOf(metric), ...ownerEntry(settings.owners?.metrics, metric.key) },
      ]),
    ),
    guardrails: [...guardrails],
    defaults: { ...defaults, risk: [...defaults.risk] },
    retentionDays: settings.retentionDays,
    testAccounts: {
      platformFilter: settings.testAccounts.platformFilter,
      rules: [...settings.testAccounts.rules],
    },
    dimensions: [...settings.dimensions],
    templates: [...settings.templates],
    ...(settings.product === undefined ? {} : { product: settings.product }),
    ...watchEntries(settings),
    ...warehouseEntry(settings),
    ...alertEntries(settings),
    afterwards: afterwardsOf(settings),
    ...(settings.waits === undefined ? {} : { waits: { ...settings.waits } }),
    ...digestEntries(settings),
    ...(settings.decisionRules === undefined
      ? {}
      : {
          decisionRules: {
            byRisk: { ...settings.decisionRules.byRisk },
            sets: settings.decisionRules.sets.map(({ rows, ...set }) => ({
              ...set,
              rows: rows.map((row) => ({ ...row, when: { ...row.when } })),
            })),
          },
        }),
  };
}

function afterwardsOf({ afterwards = AFTERWARDS }: Settings): NonNullable<SettingsFile['afterwards']> {
  return { ...afterwards, steps: [...afterwards.steps] };
}

/** One metric of the domain as the file has it. */
export function entryOf(metric: Metric): MetricEntry {
  const { name, description, desiredDirection: direction, margin, mustHold, worthHaving } = metric;
  const common = { name, description, direction, margin, mustHold, worthHaving };
  const { windowDays, delayDays, covariateDays, event, isRetention } = metric;
  const where = metric.where === undefined ? undefined : [...metric.where];
  if (isRetention === true) {
    const days = { fromDay: delayDays ?? 0, untilDay: windowDays };
    return { kind: 'retention', ...common, event, where, ...days };
  }
  const days = { windowDays, delayDays };
  switch (metric.kind) {
    case 'proportion':
      return { kind: 'proportion', ...common, event, atLeast: metric.atLeast, where, ...days, covariateDays };
    case 'mean':
      return { kind: 'mean', ...common, ...measuredOf(metric), ...days, cap: metric.cap, covariateDays };
    case 'quantile': {
      const { quantile = 0.5, property } = metric;
      return { kind: 'quantile', ...common, event, property: property ?? '', quantile, where, windowDays };
    }
    case 'ratio': {
      const denominator = measuredOf(metric.denominator ?? metric);
      return { kind: 'ratio', ...common, numerator: measuredOf(metric), denominator, ...days };
    }
  }
}

function measuredOf({ event, property, aggregate, where }: Measure) {
  return {
    event,
    aggregate: aggregate ?? (property === null ? 'count' : 'sum'),
    property: property ?? undefined,
    where: where === undefined ? undefined : [...where],
  };
}

/** The text of a file; `heading` is a comment on top. What is read from it again equals the settings. */
export function writeSettings(settings: Settings, heading: string): string {
  return writeEntries(toFile(settings), heading);
}

/** In a group on one line, YAML writes a text of several lines so that some cannot be read again. */
function isOneLine(value: unknown): boolean {
  return isScalar(value) && !/[\n\r]/.test(String(value.value));
}

/** The text of a file, or of a part of one. Small groups stand on one line. */
export function writeEntries(value: unknown, heading: string): string {
  const document = new Document(JSON.parse(JSON.stringify(value)), { aliasDuplicateObjects: false });
  visit(document, {
    Map: (_key, node, path) => {
      const isSmall = node.items.every(({ value: inner }) => isOneLine(inner)) && node.items.length <= 3;
      const parent = path.at(-1);
      if (isSmall && !isPair(parent) && !isMap(parent) && path.length > 1) node.flow = true;
    },
  });
  if (heading !== '') document.commentBefore = heading.replaceAll(/^/gm, ' ');
  return document.toString({ lineWidth: 110, flowCollectionPadding: false });
}
