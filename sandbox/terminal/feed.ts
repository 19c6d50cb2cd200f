import type { Change } from '#sandbox/stand-ins/slack/desk.ts';
import { type Fields, fieldsOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import type { SlackEphemeral, SlackMessage } from '#sandbox/stand-ins/slack/state.ts';
import { dayName } from './dates.ts';
import { withEmoji } from './emoji.ts';
import { folded } from './fold.ts';
import { type Line, line } from './line.ts';
import type { Look } from './look.ts';
import { messageLines, momentOf } from './message.ts';
import { updateLines } from './update.ts';
import { cutText } from './width.ts';

export interface FeedOptions {
  readonly look: Omit<Look, 'numberOf'>;
  /** The numbers that the buttons of a message are pressed by. */
  readonly numbersFor: (message: SlackMessage | SlackEphemeral) => (button: Fields) => number | null;
  /** Who reads this feed, by id: what they alone see is addressed to them. */
  readonly reader: () => string | null;
  /** Whether cards that are built like an earlier one, and ask for nothing, are shortened. */
  readonly foldsRepeats?: boolean;
}

/** Turns what happens in the workspace into lines, in the order in which it happens. */
export interface Feed {
  /** What a change adds to the page; nothing if it cannot be seen. */
  linesFor(change: Change): readonly Line[];
}

/** What a feed remembers: every message as it was last, and what its last line belongs to. */
interface Memory {
  readonly seen: Map<string, SlackMessage>;
  day: string;
  thread: string;
}

/**
 * A feed that has seen nothing yet. It keeps the last state of every message to tell what an edit changed, and says
 * when a new day begins and when it goes on in another thread.
 */
export function createFeed(options: FeedOptions): Feed {
  const memory: Memory = { seen: new Map(), day: '', thread: '' };
  return {
    linesFor: (change) => {
      if (change.kind === 'message-posted' || change.kind === 'message-updated') {
        return messageNews(options, memory, change.message);
      }
      return change.kind === 'ephemeral-posted' ? whispered(options, memory, change.message) : [];
    },
  };
}

function messageNews(options: FeedOptions, memory: Memory, message: SlackMessage): readonly Line[] {
  const id = idOf(message.channel, message.ts);
  const before = memory.seen.get(id);
  memory.seen.set(id, message);
  const look = { ...options.look, numberOf: options.numbersFor(message) };
  if (before !== undefined) return inThread(memory, message, updateLines(before, message, look), false);
  const short = options.foldsRepeats === true ? folded(message, [...memory.seen.values()]) : message;
  return dated(memory, momentOf(message), inThread(memory, message, messageLines(short, look), true));
}

function whispered(options: FeedOptions, memory: Memory, message: SlackEphemeral): readonly Line[] {
  const isOwn = message.to === options.reader();
  const whom = isOwn ? 'only you see this' : `only @${options.look.names.user(message.to)} sees this`;
  const look = { ...options.look, numberOf: options.numbersFor(message) };
  return dated(memory, momentOf(message), messageLines(message, look, `(${whom})`));
}

/** The lines, after the name of their thread where the line before belongs to another; a new card names itself. */
function inThread(
  memory: Memory,
  message: SlackMessage,
  lines: readonly Line[],
  isNew: boolean,
): readonly Line[] {
  const root = idOf(message.channel, message.thread_ts ?? message.ts);
  if (lines.length === 0 || root === memory.thread) return lines;
  const namesItself = isNew && root === idOf(message.channel, message.ts);
  const isFirst = memory.thread === '';
  memory.thread = root;
  if (namesItself || isFirst) return lines;
  return [line(`── in: ${cutText(titleOf(memory.seen.get(root)), 60)} ──`, 'dim'), ...lines];
}

function dated(memory: Memory, at: number, lines: readonly Line[]): readonly Line[] {
  const today = dayName(at);
  if (today === memory.day) return lines;
  memory.day = today;
  return [line(`── ${today} ──`, 'dim'), ...lines];
}

function idOf(channel: string, ts: string): string {
  return `${channel}:${ts}`;
}

/** The headline of a card; its words if it has none. */
function titleOf(card: SlackMessage | undefined): string {
  const header = card?.blocks.find((block) => block['type'] === 'header');
  return withEmoji(textOf(fieldsOf(header?.['text'])['text']) ?? card?.text ?? '');
}
