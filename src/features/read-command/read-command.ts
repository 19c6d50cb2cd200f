import type { Subcommand } from '#features/feature.ts';
import { bareWord, isFiller, nearestCommand, synonymOf } from './command-words.ts';
import { fittingWords, type NamedExperiment, nearestKey, unfinishedOnes } from './find-experiments.ts';
import { fewWords, isOutside, modesOf, neededOf, takesKey, takesText } from './usage.ts';

/** What a person typed after `/experiment`. */
export type Typed =
  | { readonly kind: 'subcommand'; readonly subcommand: Subcommand; readonly rest: string }
  | { readonly kind: 'idea'; readonly idea: string }
  /** What the text may mean, as it would be typed, the likeliest first: nothing is done before the person says which. */
  | { readonly kind: 'guess'; readonly calls: readonly string[]; readonly typed: string }
  | { readonly kind: 'unknown'; readonly word: string; readonly closest: string | null };

/** Scripts that set no blank between words: one run of them is a sentence. */
const WITHOUT_BLANKS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

interface Reading {
  readonly subcommands: readonly Subcommand[];
  readonly known: readonly NamedExperiment[];
  readonly isKey: (word: string) => boolean;
  readonly text: string;
}

/**
 * Reads the text after the command. What names an experiment and looks like a command is never an idea; one word that is
 * neither gets a hint, because that helps more than a form. `known` are the experiments, the newest first.
 */
export function readCommand(
  text: string,
  subcommands: readonly Subcommand[],
  known: readonly NamedExperiment[],
): Typed {
  const keys = new Set(known.map(({ key }) => key));
  const reading = {
    subcommands,
    known,
    text: text.trim(),
    isKey: (word: string) => keys.has(bareWord(word)),
  };
  const words = reading.text === '' ? ['help'] : reading.text.split(/\s+/);
  const [first = '', ...others] = words;
  const subcommand = called(reading, bareWord(first));
  return (
    (subcommand === null ? null : readCall(reading, subcommand, first, others)) ??
    (subcommand === null ? readOther(reading, words) : null) ??
    (others.length > 0 || WITHOUT_BLANKS.test(first)
      ? { kind: 'idea', idea: reading.text }
      : unknown(reading, first))
  );
}

function called({ subcommands }: Reading, word: string): Subcommand | null {
  return subcommands.find((known) => known.word === word) ?? null;
}

function unknown({ subcommands }: Reading, word: string): Typed {
  const commands = subcommands.map((known) => known.word);
  const bare = bareWord(word);
  return { kind: 'unknown', word, closest: synonymOf(bare) ?? nearestCommand(bare, commands) };
}

/** What follows the word of a command; null if it makes an idea with it. */
function readCall(
  reading: Reading,
  subcommand: Subcommand,
  typed: string,
  others: readonly string[],
): Typed | null {
  const asTyped = { kind: 'subcommand', subcommand, rest: reading.text.slice(typed.length).trim() } as const;
  if (subcommand.takesSentence === true) return asTyped;
  if (!takesKey(subcommand)) return isShort(subcommand, others) ? asTyped : null;
  const modes = modesOf(subcommand);
  const mode = others.slice(0, modes);
  if (neededOf(subcommand).some((part, at) => isOutside(part, others[at]))) {
    return others.length > 1 && !others.some(reading.isKey) ? null : asTyped;
  }
  return (
    readKey(reading, subcommand, mode.map(bareWord), others.slice(modes)) ??
    (isShort(subcommand, others) ? asTyped : null)
  );
}

function isShort(subcommand: Subcommand, others: readonly string[]): boolean {
  return subcommand.reads?.(others.map(bareWord)) ?? others.length <= neededOf(subcommand).length;
}

/** The key behind a command: the experiment itself, or what may be meant; null if no experiment is named. */
function readKey(
  reading: Reading,
  subcommand: Subcommand,
  mode: readonly string[],
  words: readonly string[],
): Typed | null {
  const { known, isKey, text } = reading;
  const at = isKey(words[0] ?? '') ? 0 : words.findIndex((word) => !isFiller(bareWord(word)));
  const key = bareWord(words[at] ?? '');
  const behind = words.slice(at + 1);
  const call = (found: string, more: readonly string[]) => [...mode, found, ...more].join(' ');
  const said = takesText(subcommand) ? behind : [];
  const isSure = at === 0 || key.includes('-');
  if (at >= 0 && isKey(key) && isSure) return { kind: 'subcommand', subcommand, rest: call(key, said) };
  const guess = (calls: readonly string[]): Typed => ({
    ...{ kind: 'guess', typed: text },
    calls: calls.map((one) => `${subcommand.word} ${one}`),
  });
  const near = at < 0 ? null : nearestKey(key, known);
  if (near !== null) return guess([call(near, said)]);
  const held = words.find(isKey);
  if (held !== undefined) return guess([call(bareWord(held), [])]);
  const isBare = words.length === 0 && mode.length === modesOf(subcommand);
  const fitting = isBare ? unfinishedOnes(known) : fittingWords(words, known);
  if (fitting.length === 0) return null;
  const [only, second] = fitting;
  if (subcommand.changesNothing === true && only !== undefined && second === undefined && !isBare) {
    return { kind: 'subcommand', subcommand, rest: call(only.key, []) };
  }
  return guess(fitting.map((one) => call(one.key, [])));
}

/** A text that begins with no command: with another name for one, a mistyped one, a polite word or a key. */
function readOther(reading: Reading, words: readonly string[]): Typed | null {
  const { known, isKey, text } = reading;
  const from = words.findIndex((word) => !isFiller(bareWord(word)) || isKey(word));
  const [first = '', ...others] = words.slice(Math.max(0, from));
  const bare = bareWord(first);
  if (isKey(first) && (others.length === 0 || bare.includes('-'))) return readKeyFirst(reading, bare, others);
  if (others.length === 0) {
    const near = nearestKey(bare, known);
    return near === null ? null : { kind: 'guess', calls: [`status ${near}`], typed: text };
  }
  const subcommand = meantBy(reading, bare);
  const isNear = fewWords(others) && nearestKey(bareWord(others[0] ?? ''), known) !== null;
  if (subcommand === null || !takesKey(subcommand) || !(isNear || words.some(isKey))) return null;
  const read = readKey(reading, subcommand, [], others);
  // A word that is not the command's own may begin an idea; what changes something is asked for first.
  if (read?.kind !== 'subcommand' || subcommand.changesNothing === true) return read;
  return { kind: 'guess', calls: [`${subcommand.word} ${read.rest}`], typed: text };
}

/** The command that a word means: its own word, another name for it, or the nearest of both. */
function meantBy(reading: Reading, word: string): Subcommand | null {
  const commands = reading.subcommands.map((one) => one.word);
  const meant = commands.includes(word) ? word : (synonymOf(word) ?? nearestCommand(word, commands));
  return meant === null ? null : called(reading, meant);
}

/** `first-gate`, `first-gate pause`: the key alone shows the experiment, a command behind it is that command. */
function readKeyFirst(reading: Reading, key: string, others: readonly string[]): Typed | null {
  const subcommand = called(reading, bareWord(others[0] ?? 'status'));
  if (subcommand === null || !takesKey(subcommand) || modesOf(subcommand) > 0) {
    return { kind: 'guess', calls: [`status ${key}`], typed: reading.text };
  }
  const said = takesText(subcommand) ? others.slice(1) : [];
  return { kind: 'subcommand', subcommand, rest: [key, ...said].join(' ') };
}
