import type { AlertName } from '#domain/alerts/alert-kinds.ts';
import type { HeldAlert } from '#domain/alerts/state.ts';

/** What a person may want of alerts. */
export type AlertPersonBody =
  | {
      /** No alert of this kind from this experiment for so many days. */
      readonly name: 'snoozeAlert';
      readonly alert: AlertName;
      readonly days: number;
      readonly reason: string;
      readonly message: string | null;
      /** The thread says so, with the reason and a way to end it; left out by older versions, which stamped the alert alone. */
      readonly told?: true;
    }
  /** What waits because of the snooze is told. */
  | { readonly name: 'endSnooze'; readonly alert: AlertName; readonly message: string | null };

/** What the bot makes of an alert. */
export type AlertBotBody =
  /** It waits for the message that collects those of its channel. */
  | { readonly name: 'holdAlert'; readonly held: Omit<HeldAlert, 'at'> }
  /** The message of this name tells them; `over`: those of which what they told is over. */
  | {
      readonly name: 'tellAlerts';
      readonly effects: readonly string[];
      readonly over: readonly string[];
      readonly bulletin: string;
    };
