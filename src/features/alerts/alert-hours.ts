import type { Experiment } from '#domain/experiment.ts';
import { type LocalTime, localTime } from '#features/call-people/local-time.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { alertRulesIn } from '#settings/alerts.ts';
import { isQuietAt } from './quiet-hours.ts';

/** If neither the settings nor the chat service say in which zone people are. */
const ELSE = 'UTC';

/** How it stands with the hours of the people whom an alert is for. */
export interface AlertHours {
  readonly isQuiet: boolean;
  /** The day that counts for the budget. */
  readonly day: string;
}

/** Whether it is quiet now for an experiment: in the zone of the settings, else in that of its owner. */
export async function alertHours(
  { chat, choices, clock }: Pick<CoPilot, 'chat' | 'choices' | 'clock'>,
  { delivery, request }: Pick<Experiment, 'delivery' | 'request'>,
): Promise<AlertHours> {
  const now = clock.now();
  const { quietHours } = alertRulesIn(choices.alerts, delivery.channel);
  if (quietHours === undefined) return { isQuiet: false, day: localTime(now, ELSE).day };
  const own = quietHours.timeZone ?? (await chat.hoursOf(request.owner, now))?.timeZone;
  const local = localTimeIn(now, own ?? ELSE);
  return { isQuiet: isQuietAt(quietHours, local), day: local.day };
}

/** A zone that this machine does not know is taken for UTC: an alert must come. */
function localTimeIn(now: number, zone: string): LocalTime {
  try {
    return localTime(now, zone);
  } catch {
    return localTime(now, ELSE);
  }
}
