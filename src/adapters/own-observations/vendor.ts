import { z } from 'zod';
import { readVariables, type VendorDescriptor } from '#adapters/vendor.ts';
import { EVENTS_ADVICE, eventsFileBeside, isEventsAddress } from './addresses.ts';
import { createObservationsReader, OWN_OBSERVATIONS } from './read-observations.ts';

/** The database of exposures and observations, and for how many days it keeps them. */
export interface OwnObservationsSettings {
  readonly address: string;
  readonly days: number;
}

const KEY = 'EVENTS_URL';
const DAYS = { error: 'must be a whole number of days from 30 to 3650; 400 if left out' };
const WITH_MONGO =
  'with a MongoDB as the store, name a database that all processes reach: postgresql://…, clickhouse://… (https) or clickhouse+http://…';

const VARIABLES = {
  [KEY]: z.string().refine(isEventsAddress, { error: EVENTS_ADVICE }).optional(),
  EVENTS_DAYS: z.coerce.number(DAYS).int(DAYS).min(30, DAYS).max(3_650, DAYS).default(400),
  DATABASE_FILE: z.string().min(1).default('data/co-pilot.sqlite'),
};

const readOwn = readVariables(VARIABLES, (set) => ({
  address: set[KEY] ?? `sqlite:${eventsFileBeside(set.DATABASE_FILE)}`,
  days: set.EVENTS_DAYS,
}));

/** What applications post to the bot itself: figures without an analytics platform. */
export const ownObservations: VendorDescriptor<
  OwnObservationsSettings,
  'metrics' | 'events' | 'analytics' | 'annotations'
> = {
  id: 'own-observations',
  name: OWN_OBSERVATIONS,
  key: KEY,
  fills: ['metrics', 'events', 'analytics', 'annotations'],
  // The password of its address is removed as that of any address.
  secrets: [],
  read: (set) =>
    set['MONGODB_URI'] !== undefined && set[KEY] === undefined && set['WAREHOUSE_URL'] === undefined
      ? { kind: 'refused', problem: [`${KEY} is not set: ${WITH_MONGO}`] }
      : readOwn(set),
  connect: ({ address }, { log }) => {
    const { metrics, events, probe } = createObservationsReader(address, log);
    return {
      ports: { metrics, events, analytics: null, annotations: null },
      probe,
      checks: () => [{ what: 'the database of observations', ask: probe, isNeeded: true }],
    };
  },
};
