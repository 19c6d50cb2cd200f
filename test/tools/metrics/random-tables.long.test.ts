import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeLook } from '#adapters/posthog/look/decode-figures.ts';
import { lookQuery } from '#adapters/posthog/look/look-query.ts';
import type { LookFigures } from '#ports/look-figures.ts';
import { foldLook } from '#test/support/fold-look.ts';
import { type Engine, findPython, NO_ENGINE, startEngine } from '#tools/hogql/engine.ts';
import { storeEvents } from '#tools/hogql/event-store.ts';
import { createRunHogQl } from '#tools/hogql/run-hogql.ts';
import { requestOf, storedEvents, table, ZONES } from './random-tables.ts';

const TABLES = 2000;
const TABLES_A_PROJECT = 25;

const python = findPython();

describe.skipIf(python === null)(`random event tables${python === null ? ` (${NO_ENGINE})` : ''}`, () => {
  let engine: Engine;
  beforeAll(() => {
    engine = startEngine(python ?? '');
  });
  afterAll(() => engine.stop());

  it(`gives for ${TABLES} random event tables what a plain fold gives`, { timeout: 600_000 }, async () => {
    const tables = fc.sample(table, TABLES).map((drawn, index) => storedEvents(`t${index}`, drawn));
    const projects = Array.from({ length: TABLES / TABLES_A_PROJECT }, (_, index) =>
      tables.slice(index * TABLES_A_PROJECT, (index + 1) * TABLES_A_PROJECT).flat(),
    );
    await storeEvents(engine, new Map(projects.map((events, index) => [index + 1, events])));
    const run = createRunHogQl(engine);
    let unitsSeen = 0;
    for (const [index, events] of projects.entries()) {
      const request = requestOf(index, 1 + (index % 4));
      const { rows } = await run(lookQuery(request), {
        teamId: index + 1,
        timezone: ZONES[index % ZONES.length] ?? 'UTC',
      });
      const figures = decodeLook(request, rows);
      unitsSeen += Object.values(figures.units).reduce((a, b) => a + b, 0);
      expect(rounded(figures), `project ${index}`).toEqual(rounded(foldLook(request, events)));
    }
    expect(unitsSeen).toBeGreaterThan(TABLES / 2);
  });
});

/** Nine digits of every figure: sums in another order differ in the last ones. */
function rounded(figures: LookFigures): unknown {
  return JSON.parse(JSON.stringify(figures), (_, value) =>
    typeof value === 'number' ? Number((Math.abs(value) < 1e-9 ? 0 : value).toPrecision(9)) : value,
  );
}
