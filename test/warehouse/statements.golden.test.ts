import { describe, expect, it } from 'vitest';
import type { Metric } from '#domain/metric.ts';
import type { BaselineRequest, LookRequest } from '#ports/look-request.ts';
import type { DialectName } from '#ports/sql-engine.ts';
import type { WarehouseTables } from '#ports/warehouse-tables.ts';
import { expectGolden } from '#test/support/golden.ts';
import { printStatement } from '#tools/look-sql/asked-of.ts';
import { DIALECTS } from '#warehouse/dialects/all.ts';
import { exposureEventsStatement } from '#warehouse/exposure-events.ts';
import { baselineStatement, lookStatement } from '#warehouse/look-statement.ts';
import { tableStatements } from '#warehouse/table-statements.ts';

const FROM = Date.UTC(2026, 2, 2);
const DAY = 86_400_000;

const metric = (key: string, more: Partial<Metric>): Metric => ({
  ...{ key, name: key, description: '', kind: 'mean', desiredDirection: 'increase' },
  ...{ event: 'order', property: 'amount', windowDays: 7 },
  ...more,
});

const METRICS = [
  metric('bought', { kind: 'proportion', property: null }),
  metric('revenue', { cap: { quantile: 0.99 }, covariateDays: 7 }),
  metric('per_visit', { kind: 'ratio', denominator: { event: 'visit', property: null } }),
  metric('slow', { kind: 'quantile', event: 'visit', property: 'ms', quantile: 0.5 }),
  metric('large', {
    property: 'sort "of"',
    aggregate: 'unique',
    where: [
      { property: 'amount', operator: 'gt', value: 10 },
      { property: 'plan', operator: 'icontains', value: 'Pro' },
    ],
  }),
];
const LOOK: LookRequest = {
  flagKey: 'cta',
  variants: ['control', 'treatment'],
  exposure: { event: '$feature_flag_called' },
  window: { from: FROM, until: FROM + 14 * DAY },
  metrics: METRICS,
  testAccounts: {
    platformFilter: false,
    rules: [{ property: 'email', operator: 'regex', value: '@acme[.]' }],
  },
  daily: true,
  dimensions: ['country'],
};
const BASELINE: BaselineRequest = {
  surface: [
    { match: 'named', value: '/pay' },
    { match: 'starts-with', property: '$pathname', value: '/shop' },
  ],
  days: 14,
  until: FROM + 14 * DAY,
  metrics: METRICS.slice(0, 1),
  testAccounts: { platformFilter: false, rules: [] },
};

const TABLES: WarehouseTables = {
  exposures: {
    ...{ table: 'analytics.exposures', unit: 'user_id', properties: 'properties', event: 'name' },
    time: { column: 'exposed_at', form: 'timestamp' },
    ...{ experiment: '$feature_flag', variant: '$feature_flag_response' },
  },
  facts: [
    {
      ...{ table: 'analytics.events', unit: 'user_id', properties: 'properties', id: 'event_id' },
      ...{ event: { column: 'name' }, time: { column: 'at', form: 'milliseconds' }, partition: 'day' },
    },
  ],
};

const NAMES = Object.keys(DIALECTS) as DialectName[];

describe('the statements of a look, of a baseline and of a start', () => {
  it.each(NAMES)('are what was looked at for %s', (name) => {
    const dialect = DIALECTS[name];
    const statements = [
      lookStatement(LOOK, TABLES, dialect),
      baselineStatement(BASELINE, TABLES, dialect),
      exposureEventsStatement(LOOK.window, TABLES, dialect),
      ...tableStatements(TABLES, dialect).map(({ statement }) => statement),
    ];
    expectGolden(
      `warehouse/${name}.sql`,
      statements.map((one) => `-- ${one.name}\n${printStatement(one, dialect)}\n`).join('\n'),
    );
  });

  it('have no value of a person in their text', () => {
    for (const name of NAMES) {
      const { text } = lookStatement(LOOK, TABLES, DIALECTS[name]);
      for (const value of ['control', '$feature_flag_called', 'acme', 'Pro', 'order'])
        expect(text.includes(`'${value}`)).toBe(false);
    }
  });
});
