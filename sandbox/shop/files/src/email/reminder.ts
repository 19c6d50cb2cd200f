import type { Services } from '../services.ts';
import { REPLY_TO } from './mailer.ts';

/** Somebody who left a basket behind. */
export interface Forgetful {
  readonly id: string;
  readonly email: string;
  readonly items: readonly string[];
}

/** Subject of the e-mail that reminds of a basket. */
const REMINDER_SUBJECT = 'Your basket is waiting for you';

/** Sends the reminder e-mail for a basket that was left behind and records it. */
export async function sendReminder(customer: Forgetful, services: Services): Promise<void> {
  const subject = REMINDER_SUBJECT;
  const text = `You left behind: ${customer.items.join(', ')}. Questions? ${REPLY_TO}`;
  await services.mailer.send({ to: customer.email, subject, text });
  await services.events.track(customer.id, 'email_sent', { kind: 'reminder' });
}
