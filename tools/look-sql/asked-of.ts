import type { Experiment } from '#domain/experiment.ts';
import { exposureOf } from '#domain/exposure.ts';
import { newestReading } from '#domain/looks/newest-reading.ts';
import { watchedMetrics } from '#features/analyse-experiment/watch-found.ts';
import { lookRequest } from '#features/look-questions.ts';
import type { SqlStatement } from '#ports/sql-engine.ts';
import type { WarehouseTables } from '#ports/warehouse-tables.ts';
import type { SqlDialect } from '#warehouse/dialect.ts';
import { lookStatement } from '#warehouse/look-statement.ts';

/** The statement behind the figures of the newest look; null before the first. Dimensions of other experiments beside it are left out. */
export function newestStatement(
  { design, launch, ...experiment }: Experiment,
  tables: WarehouseTables,
  dialect: SqlDialect,
): SqlStatement | null {
  const reading = newestReading({ design, launch, ...experiment });
  if (reading === null || design === null || launch === null) return null;
  const { plan } = design;
  const window = { from: reading.from, until: reading.readUntil ?? reading.until };
  const parts = { scheduled: reading.scheduled };
  const request = lookRequest(plan, exposureOf(plan, launch), window, watchedMetrics(plan), parts);
  return lookStatement(request, tables, dialect);
}

/** A statement for people: its text, then its parameters as comments. */
export function printStatement({ text, parameters }: SqlStatement, { placeholder }: SqlDialect): string {
  const told = parameters.map(
    ({ type, value }, index) => `-- ${placeholder(index, type)} = ${JSON.stringify(value)}`,
  );
  return [`${text};`, ...told].join('\n');
}
