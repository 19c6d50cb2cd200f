import type { AllMiddlewareArgs, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import type { CoPilot } from '#features/co-pilot.ts';

/** A shortcut as Bolt hands it over. */
export type ReceivedShortcut = Pick<
  SlackShortcutMiddlewareArgs & AllMiddlewareArgs,
  'ack' | 'body' | 'client'
>;

/** What the app listens to: the callback id of a shortcut as the manifest has it, and what choosing it does. */
export interface Shortcut {
  readonly id: string;
  /** Chosen from anywhere, or in the menu of a message. */
  readonly kind: 'global' | 'message';
  readonly receive: (coPilot: CoPilot, received: ReceivedShortcut) => Promise<void>;
}
