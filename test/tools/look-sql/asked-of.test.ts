import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { newestReading } from '#domain/looks/newest-reading.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { newestStatement, printStatement } from '#tools/look-sql/asked-of.ts';
import { DIALECTS } from '#warehouse/dialects/all.ts';
import { ownTables } from '#warehouse/own-tables.ts';

const TABLES = ownTables('sqlite');
const looked = Object.values(EXAMPLES)
  .map(({ experiment }) => experiment)
  .filter((one) => newestReading(one) !== null && one.design !== null && one.launch !== null);

describe('the SQL behind the figures of a look', () => {
  it('is a statement that the database takes as it is printed', () => {
    const database = new DatabaseSync(':memory:');
    database.exec(`CREATE TABLE exposures (unit INTEGER, at INTEGER, flag TEXT, variant TEXT, properties TEXT);
CREATE TABLE observations (unit INTEGER, at INTEGER, name TEXT, value REAL, properties TEXT)`);
    database.function('regexp', (_pattern, _text) => 0);
    expect(looked.length).toBeGreaterThan(5);
    for (const one of looked) {
      const statement = newestStatement(one, TABLES, DIALECTS.sqlite);
      if (statement === null) throw new Error('a look without a statement');
      const printed = printStatement(statement, DIALECTS.sqlite);
      expect(database.prepare(printed).all(...statement.parameters.map(({ value }) => value))).toEqual([]);
      const reading = newestReading(one);
      const until = (reading?.readUntil ?? reading?.until ?? 0) * 1_000;
      expect(statement.parameters).toContainEqual({ type: 'integer', value: until });
      expect(printed).toContain(`= ${until}`);
      expect(printed).toContain(JSON.stringify(one.design?.plan.flagKey));
    }
    database.close();
  });

  it('is none before the first look', () => {
    expect(newestStatement(EXAMPLES.highRisk.experiment, TABLES, DIALECTS.sqlite)).toBeNull();
  });
});
