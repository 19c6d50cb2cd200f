import type { RespondArguments, SlackCommandMiddlewareArgs } from '@slack/bolt';

/** Says something to the person who typed a command. */
export type Respond = (message: RespondArguments) => Promise<void>;

/** Both ways of answering a command, as one. */
export interface CommandAnswer {
  readonly respond: Respond;
  /** Acknowledges without a word, if nothing was said until now. */
  readonly acknowledge: () => Promise<void>;
}

/**
 * The first words that answer a command are its acknowledgement: Slack shows them, and they cannot get lost while the
 * person sees that the command was taken. Later words go to the response address. What goes to the journal is there
 * before the first word.
 */
export function answerCommand({
  ack,
  respond,
}: Pick<SlackCommandMiddlewareArgs, 'ack' | 'respond'>): CommandAnswer {
  let isAcknowledged = false;
  return {
    respond: async (message) => {
      if (isAcknowledged) {
        await respond(message);
        return;
      }
      isAcknowledged = true;
      await ack(message);
    },
    acknowledge: async () => {
      if (isAcknowledged) return;
      isAcknowledged = true;
      await ack();
    },
  };
}
