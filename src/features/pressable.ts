import type { BlockAction, ButtonAction, RespondArguments } from '@slack/bolt';
import type { ButtonParts } from '#block-kit/buttons.ts';
import type { Respond } from '#features/answer-command.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { FormClient } from '#features/form-client.ts';

/** A press as Slack delivers it, or as the desk takes it. */
export interface ReceivedPress {
  readonly action: Pick<ButtonAction, 'action_id' | 'value'>;
  readonly body: Pick<BlockAction, 'channel' | 'message' | 'trigger_id' | 'view'> & {
    readonly user: Pick<BlockAction['user'], 'id'>;
  };
  readonly client: FormClient;
  readonly ack: () => Promise<void>;
  /** Answers beside the message. */
  readonly respond: (message: RespondArguments) => Promise<unknown>;
}

/** What the app listens to: the id of a button, and what a press of it does. */
export interface Pressable {
  readonly id: string;
  readonly receive: (coPilot: CoPilot, received: ReceivedPress, run: RunChosen) => Promise<void>;
}

/** Gives a command as if it were typed; its first words acknowledge the press. */
export type RunChosen = (
  coPilot: CoPilot,
  received: ReceivedPress,
  chosen: { readonly text: string; readonly respond: Respond },
) => Promise<void>;

/** How a button looks. */
export type ButtonLook = Omit<ButtonParts, 'actionId' | 'value'>;

/** The thread of the message that was pressed, for an answer beside it; empty if it is in none. */
export function threadOfPress({ message }: ReceivedPress['body']): { readonly thread_ts?: string } {
  const thread = message?.['thread_ts'];
  return typeof thread === 'string' ? { thread_ts: thread } : {};
}
