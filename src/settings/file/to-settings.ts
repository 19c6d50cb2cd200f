import type { Measure, Metric } from '#domain/metric.ts';
import type { SurfaceRule } from '#ports/look-request.ts';
import { AFTERWARDS } from '#settings/afterwards.ts';
import { DEFAULTS, TEMPLATES } from '#settings/defaults.ts';
import type { RiskRule, Settings, Surface } from '#settings/settings.ts';
import { WAITS } from '#settings/waits.ts';
import { alertParts } from './alert-parts.ts';
import { digestParts } from './digest-parts.ts';
import type { SettingsFile } from './file-schema.ts';
import type { MetricEntry } from './metric-schema.ts';
import { ruleSetFrom } from './rule-set-schema.ts';
import { warehouseParts } from './warehouse-parts.ts';
import { watchParts } from './watch-parts.ts';

/** What a file without problems means, with a default for all that it leaves out. */
export function toSettings(file: SettingsFile): Settings {
  const { defaults = {}, testAccounts = {}, decisionRules = {} } = file;
  return {
    roles: { approvers: file.roles.approvers, admins: file.roles.admins ?? [] },
    repositories: file.repositories,
    surfaces: file.surfaces.map(surfaceOf),
    metrics: Object.entries(file.metrics).map(([key, entry]) => metricFrom(key, entry)),
    guardrails: file.guardrails ?? [],
    defaults: {
      alpha: defaults.alpha ?? DEFAULTS.alpha,
      highRiskAlpha: defaults.highRiskAlpha ?? DEFAULTS.highRiskAlpha,
      power: defaults.power ?? DEFAULTS.power,
      margin: defaults.margin ?? DEFAULTS.margin,
      ...given({ usualDays: defaults.usualDays }),
      risk: (defaults.risk ?? []).flatMap(riskRuleOf),
    },
    retentionDays: file.retentionDays ?? DEFAULTS.retentionDays,
    testAccounts: {
      platformFilter: testAccounts.platformFilter ?? true,
      rules: testAccounts.rules ?? [],
    },
    dimensions: file.dimensions ?? [],
    templates: file.templates ?? TEMPLATES,
    ...given({ product: file.product }),
    ...watchParts(file),
    ...warehouseParts(file),
    ...alertParts(file),
    afterwards: { ...AFTERWARDS, ...given(file.afterwards ?? {}) },
    ...(file.waits === undefined ? {} : { waits: { ...WAITS, ...given(file.waits) } }),
    ...digestParts(file),
    decisionRules: {
      byRisk: { ...DEFAULTS.decisionRules.byRisk, ...given(decisionRules.byRisk ?? {}) },
      sets: (decisionRules.sets ?? []).map(ruleSetFrom),
    },
  };
}

type SurfaceEntry = SettingsFile['surfaces'][number];

function surfaceOf({ name, rules, crossesLogin = false }: SurfaceEntry): Surface {
  return { name, rules: rules?.map(ruleOf) ?? [{ match: 'named', value: name }], crossesLogin };
}

function ruleOf(rule: NonNullable<SurfaceEntry['rules']>[number]): SurfaceRule {
  return rule.match === 'event' ? { match: 'event', event: rule.event, where: rule.where ?? [] } : rule;
}

type RiskEntry = NonNullable<NonNullable<SettingsFile['defaults']>['risk']>[number];

function riskRuleOf({ surface, repository, goalMetric, atLeast }: RiskEntry): readonly RiskRule[] {
  if (surface !== undefined) return [{ surface, atLeast }];
  if (repository !== undefined) return [{ repository, atLeast }];
  return goalMetric === undefined ? [] : [{ goalMetric, atLeast }];
}

/** One metric of the file in the words of the domain. */
export function metricFrom(key: string, entry: MetricEntry): Metric {
  const { name, description, direction, margin, mustHold, worthHaving } = entry;
  const asGuardrail = given({ margin, mustHold, worthHaving });
  const common = { key, name, description, desiredDirection: direction, ...asGuardrail } as const;
  switch (entry.kind) {
    case 'proportion': {
      const { event, atLeast, where, windowDays, delayDays, covariateDays } = entry;
      const optional = given({ where, delayDays, atLeast, covariateDays });
      return { ...common, kind: 'proportion', event, property: null, windowDays, ...optional };
    }
    case 'mean': {
      const { windowDays, delayDays, cap, covariateDays } = entry;
      const optional = given({ delayDays, cap, covariateDays });
      return { ...common, kind: 'mean', ...measureOf(entry), windowDays, ...optional };
    }
    case 'ratio': {
      const { numerator, denominator, windowDays, delayDays } = entry;
      const parts = { ...measureOf(numerator), denominator: measureOf(denominator) };
      return { ...common, kind: 'ratio', ...parts, windowDays, ...given({ delayDays }) };
    }
    case 'quantile': {
      const { event, property, where, windowDays, quantile } = entry;
      return { ...common, kind: 'quantile', event, property, windowDays, quantile, ...given({ where }) };
    }
    case 'retention': {
      const { event, where, fromDay: delayDays, untilDay: windowDays } = entry;
      const days = { delayDays, windowDays, isRetention: true } as const;
      return { ...common, kind: 'proportion', event, property: null, ...days, ...given({ where }) };
    }
  }
}

type MeasureEntry = Pick<
  Extract<MetricEntry, { kind: 'mean' }>,
  'event' | 'aggregate' | 'property' | 'where'
>;

function measureOf({ event, aggregate, property, where }: MeasureEntry): Measure {
  const special = aggregate === 'unique' ? { aggregate } : {};
  return { event, property: property ?? null, ...special, ...given({ where }) };
}

type Given<Fields> = { readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** The fields that are set, and no others: the domain does not know fields that are there and undefined. */
function given<Fields extends object>(fields: Fields): Given<Fields> {
  const set = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set) as Given<Fields>;
}
