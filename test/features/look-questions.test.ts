import { describe, expect, it } from 'vitest';
import { exposureOf } from '#domain/exposure.ts';
import { lookRequest } from '#features/look-questions.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

const WINDOW = { from: 0, until: 1 };

describe('the question of a look', () => {
  const plan = { ...GATE_PLAN, dimensions: ['$os', '$geoip_country_code'] };
  const ask = (...kind: [] | [{ scheduled: boolean }]) =>
    lookRequest(plan, exposureOf(plan, null), WINDOW, [plan.goal], ...kind).dimensions;

  it('asks by the dimensions of the plan at scheduled looks alone', () => {
    expect(ask({ scheduled: true })).toEqual(['$os', '$geoip_country_code']);
    expect([ask({ scheduled: false }), ask()]).toEqual([[], []]);
  });

  it('asks for the goal of each day at scheduled looks alone', () => {
    const asked = (scheduled: boolean) =>
      lookRequest(plan, exposureOf(plan, null), WINDOW, [plan.goal], { scheduled });
    expect(asked(true)).toMatchObject({ daily: true, dailyMetric: plan.goal.key });
    expect(asked(false)).toMatchObject({ daily: false });
    expect(asked(false)).not.toHaveProperty('dailyMetric');
  });

  it('asks by none if the plan registers none', () => {
    const asked = lookRequest(GATE_PLAN, exposureOf(plan, null), WINDOW, [], { scheduled: true });
    expect(asked.dimensions).toEqual([]);
  });
});
