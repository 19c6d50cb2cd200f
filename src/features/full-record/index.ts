import type { Feature } from '#features/feature.ts';
import { HOUR } from '#shared/clock.ts';
import { shareRecord } from './full-record.ts';
import { retryRecords } from './retry-records.ts';

/** The full written record, as a document in the thread when the experiment is completed. */
export const fullRecord = {
  name: 'full-record',
  performers: (coPilot) => ({ record: (performance) => shareRecord(coPilot, performance) }),
  jobs: [{ name: 'retry-records', everyMs: HOUR, run: (coPilot) => retryRecords(coPilot) }],
} satisfies Feature;
