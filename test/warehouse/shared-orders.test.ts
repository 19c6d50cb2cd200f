import { expect, it } from 'vitest';
import type { Metric } from '#domain/metric.ts';
import type { LookRequest } from '#ports/look-request.ts';
import { DAY } from '#shared/clock.ts';
import { SQLITE } from '#warehouse/dialects/sqlite.ts';
import { lookStatement } from '#warehouse/look-statement.ts';
import { ownTables } from '#warehouse/own-tables.ts';

const UNTIL = Date.UTC(2026, 10, 30);

function latency(key: string, more: Partial<Metric>): Metric {
  return {
    ...{ key, name: key, description: '', kind: 'quantile', desiredDirection: 'decrease', event: 'answered' },
    ...{ property: 'value', windowDays: 1, quantile: 0.5, ...more },
  };
}

/** How often the units of a look are put in the order of values. */
function ordersOf(metrics: readonly Metric[], more: Partial<LookRequest> = {}): number {
  const request: LookRequest = {
    ...{ flagKey: 'f', variants: ['control', 'treatment'], exposure: { event: '$feature_flag_called' } },
    ...{ window: { from: UNTIL - 14 * DAY, until: UNTIL }, metrics, dimensions: [], daily: true },
    ...{ testAccounts: { platformFilter: true, rules: [] }, ...more },
  };
  return lookStatement(request, ownTables('sqlite'), SQLITE).text.split('ROW_NUMBER()').length - 1;
}

it('puts units in the order of values once for all quantiles of these values', () => {
  const half = latency('half', {});
  expect(ordersOf([half, latency('slow', { quantile: 0.95 })])).toBe(1);
  expect(ordersOf([half, latency('week', { quantile: 0.95, windowDays: 7 })])).toBe(2);
  const where = [{ property: 'model', operator: 'exact', value: 'small' }] as const;
  expect(ordersOf([half, latency('small', { where })])).toBe(2);
  // Days hold the values of one metric alone.
  expect(ordersOf([half, latency('slow', { quantile: 0.95 })], { dailyMetric: 'slow' })).toBe(2);
});
