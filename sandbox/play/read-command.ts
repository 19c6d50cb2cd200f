import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { ownValue } from '#shared/own-value.ts';

/** What a person typed at the prompt. */
export type PlayCommand =
  | { readonly kind: 'slash'; readonly text: string }
  | { readonly kind: 'press'; readonly number: number }
  | { readonly kind: 'as'; readonly name: string | null }
  | { readonly kind: 'advance'; readonly milliseconds: number }
  | { readonly kind: 'merge'; readonly number: number | null }
  | { readonly kind: 'thread'; readonly which: string | null }
  | { readonly kind: 'list' }
  | { readonly kind: 'help' }
  | { readonly kind: 'quit' }
  | { readonly kind: 'nothing' }
  /** Not understood; `hint` says what would be. */
  | { readonly kind: 'unknown'; readonly hint: string };

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };
/** The longest time that may pass at once. */
const LONGEST = 60 * DAY;

const PLAIN: Readonly<Record<string, PlayCommand>> = {
  list: { kind: 'list' },
  help: { kind: 'help' },
  '?': { kind: 'help' },
  quit: { kind: 'quit' },
  exit: { kind: 'quit' },
};

/** Reads one typed line. Pure and total. */
export function readPlayCommand(typed: string): PlayCommand {
  const text = typed.trim();
  if (text === '') return { kind: 'nothing' };
  if (text.startsWith('/')) return slash(text);
  if (/^\d+$/.test(text)) return { kind: 'press', number: Number(text) };
  const [word = '', ...rest] = text.split(/\s+/);
  const argument = rest.join(' ');
  const plain = rest.length === 0 ? ownValue(PLAIN, word.toLowerCase()) : undefined;
  return plain ?? withArgument(word.toLowerCase(), argument) ?? unknown(text);
}

function slash(text: string): PlayCommand {
  const found = /^\/experiment(?:\s+([\s\S]*))?$/.exec(text);
  if (found !== null) return { kind: 'slash', text: found[1] ?? '' };
  return { kind: 'unknown', hint: 'The only slash command here is /experiment. Try /experiment help.' };
}

function withArgument(word: string, argument: string): PlayCommand | null {
  switch (word) {
    case 'press':
      return /^\d+$/.test(argument)
        ? { kind: 'press', number: Number(argument) }
        : { kind: 'unknown', hint: 'Which button? Type its number, such as press 2.' };
    case 'as':
      return { kind: 'as', name: argument === '' ? null : argument.replace(/^@/, '').toLowerCase() };
    case 'advance':
      return advance(argument);
    case 'merge':
      return merge(argument);
    case 'thread':
      return { kind: 'thread', which: argument === '' ? null : argument };
    default:
      return null;
  }
}

function advance(argument: string): PlayCommand {
  const found = /^(\d+(?:\.\d+)?)\s*([mhdw])[a-z]*$/i.exec(argument);
  const unit = UNITS[found?.[2]?.toLowerCase() ?? ''];
  if (found === null || unit === undefined) {
    return { kind: 'unknown', hint: 'How long? Such as advance 3d, advance 12h or advance 2w.' };
  }
  const milliseconds = Math.round(Number(found[1]) * unit);
  if (milliseconds <= 0 || milliseconds > LONGEST) {
    return { kind: 'unknown', hint: `Type a time between a minute and ${LONGEST / DAY} days.` };
  }
  return { kind: 'advance', milliseconds };
}

function merge(argument: string): PlayCommand {
  if (argument === '') return { kind: 'merge', number: null };
  const number = Number(argument.replace(/^#/, ''));
  if (Number.isInteger(number) && number > 0) return { kind: 'merge', number };
  return { kind: 'unknown', hint: 'Which pull request? Type its number, such as merge 1.' };
}

function unknown(text: string): PlayCommand {
  const shown = text.length > 40 ? `${text.slice(0, 39)}…` : text;
  const isIdea = text.includes(' ');
  const hint = isIdea
    ? `I do not know “${shown}”. To propose it as an experiment, type /experiment ${shown}`
    : `I do not know “${shown}”. Type help to see what can be typed, or /experiment and an idea.`;
  return { kind: 'unknown', hint };
}
