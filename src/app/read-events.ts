import { z } from 'zod';
import { readVariables } from '#adapters/vendor.ts';

/** The store of exposures and observations, and for how many days it keeps them. */
export interface EventsSettings {
  /** The path of a SQLite file. */
  readonly address: string;
  readonly days: number;
}

const DAYS = { error: 'must be a whole number of days from 30 to 3650; 400 if left out' };

/** Reads them; null if nothing says that the bot is to keep observations. Refuses with every problem, one line each. */
export const readEvents = readVariables(
  {
    EVENTS_URL: z
      .string()
      .refine((text) => !/^[a-z][a-z0-9+.-]*:\/\//i.test(text), { error: 'must be the path of a file' })
      .optional(),
    EVENTS_DAYS: z.coerce.number(DAYS).int(DAYS).min(30, DAYS).max(3_650, DAYS).default(400),
  },
  (set): EventsSettings | null =>
    set.EVENTS_URL === undefined ? null : { address: set.EVENTS_URL, days: set.EVENTS_DAYS },
);
