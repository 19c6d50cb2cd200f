import type { QueuePlace } from '#domain/schedule/state.ts';

/** What becomes of a planned start. */
export type ScheduleEvent =
  | ({ readonly type: 'startPlanned'; readonly from: number; readonly person: string } & QueuePlace)
  | ({ readonly type: 'startMoved' } & QueuePlace)
  | { readonly type: 'startDropped'; readonly person: string }
  | { readonly type: 'startCalled'; readonly startsAt: number };
