import type { Feature } from '#features/feature.ts';
import { shareRecord } from './full-record.ts';

/** The full written record, as a document in the thread once the decision is final and when it is completed. */
export const fullRecord = {
  name: 'full-record',
  performers: (coPilot) => ({ record: (performance) => shareRecord(coPilot, performance) }),
} satisfies Feature;
