import { describe, expect, it } from 'vitest';
import { CASE_ENGINES, findEngine } from '#tools/metrics-cases/warehouses/engines.ts';
import { compareWithFold } from './warehouse-tables.ts';

const TABLES = 2_000;
/** Of those whose statements are turned one by one, which takes most of the time. */
const TURNED = 250;
const ENGINES = CASE_ENGINES.map((name) => [name, findEngine(name)] as const);

describe('random event tables give what a plain fold gives, on every database', () => {
  for (const [name, found] of ENGINES) {
    const isThere = typeof found !== 'string';
    it.skipIf(!isThere)(`${name}${isThere ? '' : ` (${found})`}`, { timeout: 600_000 }, async () => {
      if (typeof found === 'string') return;
      const tables = found.isTurned ? TURNED : TABLES;
      expect(await compareWithFold(found.load, tables)).toBeGreaterThan(tables / 2);
    });
  }
});
