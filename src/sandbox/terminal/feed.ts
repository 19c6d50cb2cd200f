import type { Change } from '#sandbox/slack/desk.ts';
import type { Fields } from '#sandbox/slack/fields.ts';
import type { SlackEphemeral, SlackMessage } from '#sandbox/slack/state.ts';
import { dayName } from './dates.ts';
import { type Line, line } from './line.ts';
import type { Look } from './look.ts';
import { messageLines, momentOf } from './message.ts';
import { updateLines } from './update.ts';

export interface FeedOptions {
  readonly look: Omit<Look, 'numberOf'>;
  /** The numbers that the buttons of a message are pressed by. */
  readonly numbersFor: (message: SlackMessage | SlackEphemeral) => (button: Fields) => number | null;
  /** Who reads this feed, by id: what they alone see is addressed to them. */
  readonly reader: () => string | null;
}

/** Turns what happens in the workspace into lines, in the order in which it happens. */
export interface Feed {
  /** What a change adds to the page; nothing where it cannot be seen. */
  linesFor(change: Change): readonly Line[];
}

/** A feed that has seen nothing yet. It keeps the last state of every message to tell what an edit changed. */
export function createFeed(options: FeedOptions): Feed {
  const seen = new Map<string, SlackMessage>();
  let day = '';
  const dated = (at: number, lines: readonly Line[]): readonly Line[] => {
    const today = dayName(at);
    if (lines.length === 0 || today === day) return lines;
    day = today;
    return [line(`── ${today} ──`, 'dim'), ...lines];
  };
  const lookFor = (message: SlackMessage | SlackEphemeral): Look => ({
    ...options.look,
    numberOf: options.numbersFor(message),
  });
  return {
    linesFor(change) {
      switch (change.kind) {
        case 'message-posted':
        case 'message-updated': {
          const { message } = change;
          const id = `${message.channel}:${message.ts}`;
          const before = seen.get(id);
          seen.set(id, message);
          if (before !== undefined) return updateLines(before, message, lookFor(message));
          return dated(momentOf(message), messageLines(message, lookFor(message)));
        }
        case 'ephemeral-posted': {
          const { message } = change;
          const isOwn = message.to === options.reader();
          const whom = isOwn ? 'only you see this' : `only @${options.look.names.user(message.to)} sees this`;
          return dated(momentOf(message), messageLines(message, lookFor(message), `(${whom})`));
        }
        default:
          return [];
      }
    },
  };
}
