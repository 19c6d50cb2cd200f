import type { Feature } from '#features/feature.ts';
import { MINUTE } from '#shared/clock.ts';
import { renderStartDue, renderStartPlanned } from './blocks.ts';
import { calendarCommand } from './calendar-command.ts';
import { moveStarts } from './move-starts.ts';
import { scheduleCommand } from './schedule-command.ts';

/** When experiments have their surfaces: planned starts, the queue of each surface, and a calendar of both. */
export const calendar = {
  name: 'calendar',
  subcommands: [calendarCommand, scheduleCommand],
  messages: { 'start-planned': renderStartPlanned, 'start-due': renderStartDue },
  jobs: [{ name: 'move-starts', everyMs: 15 * MINUTE, run: (coPilot) => moveStarts(coPilot) }],
} satisfies Feature;
