import type { Mailer } from './email/mailer.ts';
import type { Events } from './events/events.ts';
import type { FlagClient } from './flags/flag-client.ts';

/** Everything outside the shop that its code talks to. */
export interface Services {
  readonly flags: FlagClient;
  readonly events: Events;
  readonly mailer: Mailer;
}
