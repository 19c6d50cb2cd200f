import type { Rows } from '#domain/lifecycle-row.ts';
import type { ScheduleBotBody, SchedulePersonBody } from '#domain/schedule/commands.ts';
import { hasPlannedStart, isNewPlace, isSensibleStart, isStartDue } from '#domain/schedule/guards.ts';
import { BEFORE_LAUNCH } from '#domain/schedule/start-phase.ts';

/** A start is planned from the plan on and until the launch. */
export const SCHEDULE_ROWS: Rows<(SchedulePersonBody | ScheduleBotBody)['name']> = {
  planStart: { from: BEFORE_LAUNCH, to: BEFORE_LAUNCH, guards: [isSensibleStart] },
  dropStart: { from: BEFORE_LAUNCH, to: BEFORE_LAUNCH, guards: [hasPlannedStart] },
  moveStart: { from: BEFORE_LAUNCH, to: BEFORE_LAUNCH, guards: [hasPlannedStart, isNewPlace] },
  callStart: { from: ['implemented'], to: ['implemented'], guards: [hasPlannedStart, isStartDue] },
};
