import { existsSync } from 'node:fs';
import { probeOf } from '#adapters/warehouse/engine-of.ts';
import type { EventCatalogue } from '#ports/event-catalogue.ts';
import type { MetricsSource } from '#ports/metrics-source.ts';
import type { SqlEngine, SqlLimits } from '#ports/sql-engine.ts';
import type { Clock } from '#shared/clock.ts';
import type { Logger } from '#shared/logger.ts';
import { DIALECTS } from '#warehouse/dialects/all.ts';
import { createWarehouseMetrics } from '#warehouse/metrics-source.ts';
import { ownTables } from '#warehouse/own-tables.ts';
import { seenObservationsOf, seenObservationsStatement } from '#warehouse/seen-observations.ts';
import { fileOf, readingEngine } from './addresses.ts';
import { observationsFault } from './fault-kinds.ts';

/** As people know them. */
export const OWN_OBSERVATIONS = 'Own observations';

/** Seconds that a look may take. */
export const LONGEST_LOOK = 600;

/** Reads what the bot keeps of applications at an address. Faults are `AppError`s. */
export interface ObservationsReader {
  readonly metrics: MetricsSource;
  readonly events: EventCatalogue;
  /** Throws if the database does not answer within five seconds. A file that is not made yet is no fault. */
  readonly probe: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** `seconds`: how long a look may take. Without a clock looks say nothing of their cost. */
export function createObservationsReader(
  address: string,
  log: Pick<Logger, 'info' | 'debug'>,
  seconds = LONGEST_LOOK,
  clock?: Clock,
): ObservationsReader {
  const limits: SqlLimits = { seconds, rows: 20_000, bytes: null };
  const engine = withOwnFaults(readingEngine(address));
  const dialect = DIALECTS[engine.dialect];
  const tables = ownTables(engine.dialect);
  const probe = probeOf(engine);
  const metrics = createWarehouseMetrics({
    ...{ engine, tables: () => tables, limits },
    ...(clock === undefined ? {} : { clock }),
    onAsked: ({ name, text }, cost) => {
      log.info('own observations were read', { statement: name, ...cost });
      log.debug('what own observations were asked', { statement: name, sql: text });
    },
  });
  return {
    metrics: { ...metrics, name: OWN_OBSERVATIONS, canCount: ({ kind }) => kind === 'own' },
    events: {
      seenEvents: async (window, only) => {
        if (only?.length === 0) return [];
        const statement = seenObservationsStatement(window, only, dialect);
        return seenObservationsOf(await engine.query(statement, limits));
      },
      // What applications send has no second name, and no metric is saved beside the settings.
      actions: async () => [],
      savedMetric: async () => null,
    },
    probe: async () => {
      const file = fileOf(address);
      if (file !== null && !existsSync(file)) return;
      await probe();
    },
    close: engine.close,
  };
}

function withOwnFaults(engine: SqlEngine): SqlEngine {
  return {
    ...engine,
    query: async (statement, limits) => {
      try {
        return await engine.query(statement, limits);
      } catch (thrown) {
        throw observationsFault(thrown);
      }
    },
  };
}
