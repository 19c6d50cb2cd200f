import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, findPython, NO_ENGINE, startEngine } from '#tools/hogql/engine.ts';
import { type MetricsCase, readMetricsCases } from '#tools/metrics-cases/read-case.ts';
import { runMetricsCases } from '#tools/metrics-cases/run-cases.ts';
import { MUTATIONS } from './mutations.ts';

const python = findPython();
const cases = readMetricsCases('test/fixtures/metrics').map(({ read }): MetricsCase => {
  if (read instanceof Error) throw read;
  return read;
});

describe.skipIf(python === null)(`metric cases${python === null ? ` (${NO_ENGINE})` : ''}`, () => {
  let engine: Engine;
  beforeAll(() => {
    engine = startEngine(python ?? '');
  });
  afterAll(() => engine.stop());

  it('gives the figures of every fixture', { timeout: 300_000 }, async () => {
    const results = await runMetricsCases(engine, cases);
    expect(results.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(results.length).toBeGreaterThanOrEqual(14);
  });

  it.each(MUTATIONS)('shows $name', { timeout: 300_000 }, async ({ fixture, from, to }) => {
    const found = cases.filter(({ id }) => id === fixture);
    let isChanged = false;
    const [result] = await runMetricsCases(engine, found, (hogQl) => {
      const query = hogQl.query.replaceAll(from, () => to);
      isChanged = query !== hogQl.query;
      return { ...hogQl, query };
    });
    expect(isChanged, 'the query has the text that the mutation changes').toBe(true);
    expect(result?.faults.length, 'the figures differ').toBeGreaterThan(0);
    expect(result?.faults.join('\n'), 'the engine runs the changed query').not.toMatch(/Error|Exception/);
  });
});
