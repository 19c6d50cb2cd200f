import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeLook } from '#adapters/posthog/look/decode-figures.ts';
import { lookQuery } from '#adapters/posthog/look/look-query.ts';
import { type Engine, findPython, NO_ENGINE, startEngine } from '#tools/hogql/engine.ts';
import { storeEvents } from '#tools/hogql/event-store.ts';
import { printClickHouse } from '#tools/hogql/print-clickhouse.ts';
import { createRunHogQl } from '#tools/hogql/run-hogql.ts';
import type { Node } from '#tools/hogql/tree.ts';

const python = findPython();
const VIENNA = {
  teamId: 7,
  timezone: 'Europe/Vienna',
  values: { name: "o'neil", at: '2026-03-02T00:00:00.000Z' },
  filters: null,
};

describe.skipIf(python === null)(
  `queries as PostHog prints them${python === null ? ` (${NO_ENGINE})` : ''}`,
  () => {
    let engine: Engine;
    beforeAll(() => {
      engine = startEngine(python ?? '');
    });
    afterAll(() => engine.stop());

    const printed = async (text: string) => {
      const { ast } = await engine.parse(text);
      return printClickHouse(ast as Node, VIENNA);
    };

    const property = (name: string) =>
      `replaceRegexpAll(nullIf(nullIf(JSONExtractRaw(events.properties, '${name}'), ''), 'null'), '^"|"$', '')`;

    it.each([
      ["properties.plan NOT IN ('a', 'b')", `ifNull(notIn(${property('plan')}, tuple('a', 'b')), 1)`],
      ["properties.plan IN ('a', 'b')", `in(${property('plan')}, tuple('a', 'b'))`],
      ["properties.plan != 'a'", `ifNull(notEquals(${property('plan')}, 'a'), 1)`],
      ["properties.plan = 'a'", `ifNull(equals(${property('plan')}, 'a'), 0)`],
      ["properties.plan NOT LIKE 'a%'", `ifNull(notLike(${property('plan')}, 'a%'), 1)`],
      ['properties.plan > 3', `ifNull(greater(${property('plan')}, 3), 0)`],
      [
        'properties.a = properties.b',
        `ifNull(equals(${property('a')}, ${property('b')}), and(isNull(${property('a')}), isNull(${property('b')})))`,
      ],
      ['properties.plan IS NULL', `isNull(${property('plan')})`],
      ['event = {name}', "equals(events.event, 'o\\'neil')"],
      [
        'timestamp < toDateTime({at})',
        "less(toTimeZone(events.timestamp, 'Europe/Vienna'), parseDateTime64BestEffort('2026-03-02T00:00:00.000Z', 6, 'Europe/Vienna'))",
      ],
    ])('prints %s', async (condition, expected) => {
      expect(await printed(`SELECT 1 FROM events WHERE ${condition}`)).toContain(
        `WHERE and(equals(events.team_id, 7), ${expected})`,
      );
    });

    it.each([
      ['varSampStable(x)', 'PostHog has no function varSampStable'],
      ['quantileExactInclusive(x)', 'PostHog has no function quantileExactInclusive'],
      ['substring(x, 1)', 'substring takes 3 to 3 arguments, not 2'],
      ['{missing}', 'no value for {missing}'],
    ])('refuses %s', async (expression, fault) => {
      await expect(printed(`SELECT ${expression} FROM events`)).rejects.toThrow(fault);
    });

    it("refuses a text that is none of PostHog's language", async () => {
      await expect(printed('SELECT FROM WHERE')).rejects.toThrow(/SyntaxError|Exposed/);
    });

    it("leaves out whom the platform's own filter leaves out", async () => {
      const exposed = (person: string, host: string) => ({
        event: '$feature_flag_called',
        person,
        at: '2026-03-03T00:00:00Z',
        properties: { $feature_flag: 'f', $feature_flag_response: 'control', $host: host },
      });
      await storeEvents(
        engine,
        new Map([[1, [exposed('a', 'shop'), exposed('b', 'localhost'), exposed('c', 'shop')]]]),
      );
      const request = {
        flagKey: 'f',
        variants: ['control', 'treatment'],
        exposure: { event: '$feature_flag_called' as const },
        window: { from: Date.UTC(2026, 2, 2), until: Date.UTC(2026, 2, 30) },
        metrics: [],
        testAccounts: { platformFilter: true, rules: [] },
        daily: false,
        dimensions: [],
      };
      const project = { teamId: 1, timezone: 'UTC' };
      const run = createRunHogQl(engine);
      const filters = "ifNull(notEquals(JSONExtractString(events.properties, '$host'), 'localhost'), 1)";
      const { rows } = await run(lookQuery(request), { ...project, filters });
      expect(decodeLook(request, rows).units).toEqual({ control: 2, treatment: 0 });
      await expect(run(lookQuery(request), project)).rejects.toThrow('no value for {filters}');
    });
  },
);
