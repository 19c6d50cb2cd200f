import type { Services } from '../services.ts';

/** Hours between leaving a basket and the reminder e-mail. */
const REMINDER_AFTER_HOURS = 24;

const HOUR = 3_600_000;

/** When the reminder for a basket left at `leftAt` (milliseconds since the epoch) is to be sent. */
export async function scheduleReminder(
  customer: { readonly id: string },
  leftAt: number,
  services: Services,
): Promise<number> {
  const sendAt = leftAt + REMINDER_AFTER_HOURS * HOUR;
  await services.events.track(customer.id, 'reminder_scheduled');
  return sendAt;
}
