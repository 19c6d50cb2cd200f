import type { QueuePlace } from '#domain/schedule/state.ts';

/** What a person wants of the start. */
export type SchedulePersonBody =
  /** `from`: the start of a day in UTC (milliseconds since the Unix epoch). The place in the queue was looked up just before. */
  | ({ readonly name: 'planStart'; readonly from: number } & QueuePlace)
  /** It may start as soon as an approver launches it. */
  | { readonly name: 'dropStart' };

/** What the bot does about planned starts. */
export type ScheduleBotBody =
  /** The queue of the surface has moved. */
  | ({ readonly name: 'moveStart' } & QueuePlace)
  /** The time has come and the surface is free. */
  | { readonly name: 'callStart'; readonly startsAt: number };
