import { z } from 'zod';
import { readVariables, type VendorDescriptor } from '#adapters/vendor.ts';
import { refused } from '#shared/result.ts';
import { createWarehouseMetrics } from '#warehouse/metrics-source.ts';
import { describedTables, warehouseChecks } from './checks.ts';
import { ADDRESS_ADVICE, engineOf, isAddress, keyProblem, probeOf } from './engine-of.ts';

/** The database that figures come from, and what a look may take there. */
export interface WarehouseSettings {
  readonly url: string;
  readonly seconds: number;
  /** Bytes that one look may scan; null for no bound. */
  readonly bytes: number | null;
  readonly memory: string;
  /** What proves who asks, if the address does not; null if it is not set. */
  readonly key: string | null;
}

const KEY = 'WAREHOUSE_URL';
const SECONDS = { error: 'must be a whole number of seconds from 1 to 600; 120 if left out' };
const BYTES = { error: 'must be a whole number of bytes of at least 1; no bound if left out' };
const MOST_ROWS = 20_000;

const VARIABLES = {
  [KEY]: z.string({ error: ADDRESS_ADVICE }).refine(isAddress, { error: ADDRESS_ADVICE }),
  WAREHOUSE_SECONDS: z.coerce.number(SECONDS).int(SECONDS).min(1, SECONDS).max(600, SECONDS).default(120),
  WAREHOUSE_BYTES: z.coerce.number(BYTES).int(BYTES).min(1, BYTES).optional(),
  WAREHOUSE_MEMORY: z
    .string()
    .regex(/^[1-9][0-9]{0,6}(MB|GB)$/, { error: 'must be as 512MB or 4GB; 1GB if left out' })
    .default('1GB'),
  WAREHOUSE_KEY: z.string().min(1).optional(),
};

const readOwn = readVariables(
  VARIABLES,
  (set): WarehouseSettings => ({
    url: set[KEY],
    seconds: set.WAREHOUSE_SECONDS,
    bytes: set.WAREHOUSE_BYTES ?? null,
    memory: set.WAREHOUSE_MEMORY,
    key: set.WAREHOUSE_KEY ?? null,
  }),
);

/** Any SQL database with the exposures and events of a product; its figures go before those of an analytics platform. */
export const warehouse: VendorDescriptor<WarehouseSettings, 'metrics'> = {
  id: 'warehouse',
  name: 'Warehouse',
  key: KEY,
  fills: ['metrics'],
  goesBefore: true,
  // The password of its address is removed as that of any address, and private keys as those of any service.
  secrets: [/\bdapi[0-9a-f]{32}(?:-\d{1,2})?\b/],
  read: (set) => {
    const read = readOwn(set);
    if (read.kind === 'refused') return read;
    const problem = keyProblem(read.value.url, read.value.key);
    return problem === null ? read : refused([`WAREHOUSE_KEY ${problem}`]);
  },
  connect: (
    { url, seconds, bytes, memory, key },
    { log, warehouse: described = () => undefined, fetch: send },
  ) => {
    const engine = engineOf(url, { memory, key, ...(send === undefined ? {} : { fetch: send }) });
    const metrics = createWarehouseMetrics({
      engine,
      tables: () => describedTables(described()),
      limits: { seconds, bytes, rows: MOST_ROWS },
      onAsked: ({ name, text }, cost) => {
        log.info('the warehouse answered', { statement: name, ...cost });
        log.debug('what the warehouse was asked', { statement: name, sql: text });
      },
    });
    return { ports: { metrics }, probe: probeOf(engine), checks: () => warehouseChecks(engine, described()) };
  },
};
