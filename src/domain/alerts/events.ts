import type { AlertName } from '#domain/alerts/alert-kinds.ts';
import type { HeldAlert } from '#domain/alerts/state.ts';

/** What became of alerts. */
export type AlertEvent =
  | { readonly type: 'alertHeld'; readonly held: Omit<HeldAlert, 'at'> }
  /** They stand in the message of this name; those in `over` as over. */
  | {
      readonly type: 'alertsTold';
      readonly effects: readonly string[];
      readonly over: readonly string[];
      readonly bulletin: string;
    }
  | {
      readonly type: 'alertSnoozed';
      readonly alert: AlertName;
      readonly until: number;
      readonly reason: string;
      readonly person: string;
    }
  | { readonly type: 'alertSnoozeEnded'; readonly alert: AlertName; readonly person: string };
