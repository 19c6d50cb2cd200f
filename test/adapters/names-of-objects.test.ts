import { ClickHouseError } from '@clickhouse/client';
import { describe, expect, it } from 'vitest';
import { bigQueryFault } from '#adapters/bigquery/faults.ts';
import { readResult, rowsOfPages } from '#adapters/bigquery/result.ts';
import { clickHouseEventsFault } from '#adapters/clickhouse/event-store-faults.ts';
import { clickHouseFault } from '#adapters/clickhouse/faults.ts';
import { databricksFault } from '#adapters/databricks/faults.ts';
import { readStatement, rowsOfChunks } from '#adapters/databricks/result.ts';
import { newFlag, withPlannedValues, withSettingOf } from '#adapters/own-flags/with-setting.ts';
import { toConditions } from '#adapters/posthog/flag-conditions.ts';
import { withSetting } from '#adapters/posthog/flag-filters.ts';
import { savedMetricOf } from '#adapters/posthog/saved-metric.ts';
import { toSlackError } from '#adapters/slack/errors.ts';
import { snowflakeFault } from '#adapters/snowflake/faults.ts';

const LIMITS = { seconds: 1, rows: 1, bytes: null };

// Every object knows these names, so that a table would seem to hold them.
describe.each(['constructor', 'toString', '__proto__'])('a vendor that says %s', (name) => {
  it('has an error that is not known', () => {
    const answer = (json: unknown) => ({
      ...{ status: 400, json, retryAfterMs: null },
      headers: new Headers(),
    });
    const clickHouse = new ClickHouseError({ message: 'no', code: '1', type: name });
    expect(clickHouseFault(clickHouse, LIMITS).code).toBe('warehouse.refused');
    expect(clickHouseEventsFault(clickHouse).code).toBe('store.failed');
    const said = { error: { message: 'no', errors: [{ reason: name }] } };
    expect(bigQueryFault(answer(said), 1).code).toBe('warehouse.refused');
    expect(databricksFault(answer({ error_code: name, message: 'no' })).code).toBe('warehouse.refused');
    expect(snowflakeFault(answer({ code: name, message: 'no' }), 1).code).toBe('warehouse.refused');
  });

  it('has columns of a type that is not known, which are texts', () => {
    const schema = { fields: [{ name: 'one', type: name }] };
    const page = readResult({ jobComplete: true, schema, rows: [{ f: [{ v: '1' }] }] });
    expect(rowsOfPages([page])).toEqual([{ one: '1' }]);
    const columns = [{ name: 'one', type_name: name }];
    const state = readStatement({
      ...{ statement_id: 's', status: { state: 'SUCCEEDED' } },
      manifest: { schema: { columns }, total_row_count: 1 },
    });
    expect(rowsOfChunks(state, [['1']])).toEqual([{ one: '1' }]);
  });

  it('has conditions and windows that are not known', () => {
    const property = { key: 'plan', operator: name, value: 'x' };
    expect(toConditions([{ properties: [property] }])[0]?.restrictedTo).toEqual([
      expect.stringContaining(`plan ${name} `),
    ]);
    const query = { kind: 'ExperimentMetric', conversion_window: 1, conversion_window_unit: name };
    expect(savedMetricOf({ ...query, metric_type: 'mean' } as never)).toMatchObject({ kind: 'refused' });
  });

  it('has a variant of that key, which the bot does not plan', () => {
    const setting = { active: true, rollout: 1, allocation: { control: 0.5, treatment: 0.5 } };
    const variants = [...Object.keys(setting.allocation), name].map((key) => ({ key }));
    const filters = withSetting({ groups: [], multivariate: { variants } } as never, setting);
    expect(filters.multivariate?.variants.map(({ rollout_percentage }) => rollout_percentage)).toEqual([
      ...[50, 50, 0],
    ]);
    const born = newFlag('a-flag', 'A flag', { ...setting, active: false }, undefined);
    const kept = {
      ...{ ...born, variants: [...born.variants, { key: name, value: 'x' }], split: [4_000, 4_000, 2_000] },
      planned: { control: { size: 1 }, treatment: { size: 2 } },
    };
    expect(withSettingOf(kept, setting, []).split).toEqual([5_000, 5_000, 0]);
    expect(withPlannedValues(kept).variants[2]?.value).toEqual({ size: 1 });
  });
});

it('takes an error of Slack of that name for one that is not known', () => {
  const fault = toSlackError({ data: { ok: false, error: 'constructor' } });
  expect(fault).toMatchObject({ kind: 'unavailable', message: 'Slack answered constructor.' });
});
