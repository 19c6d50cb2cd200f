import type { DatabaseSync } from 'node:sqlite';
import type { DeliveryQueue } from '#ports/delivery-queue.ts';
import { integer, integerOrNull } from './columns.ts';
import { guarded } from './guarded.ts';

/**
 * What lies undelivered in table `commits`, by its partial indexes. When a commit was written stands in its body alone; one
 * that cannot be read is the audit's matter.
 */
export function createSqliteBacklog(database: DatabaseSync): Pick<DeliveryQueue, 'backlog'> {
  const oldest = database.prepare(
    `SELECT min(json_extract(body, '$.at')) AS at FROM commits WHERE state = 'pending' AND json_valid(body)`,
  );
  const givenUp = database.prepare(`SELECT count(*) AS count FROM commits WHERE state = 'buried'`);
  return {
    backlog: () =>
      guarded(() => ({
        oldestAt: integerOrNull(oldest.get(), 'at'),
        givenUp: integer(givenUp.get(), 'count'),
      })),
  };
}
