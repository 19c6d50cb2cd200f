import { nearestWord } from '#shared/nearest.ts';
import { ownValue } from '#shared/own-value.ts';

/** Words that people type for a command, beside its own. They count before the key of an experiment alone. */
const SYNONYMS: Readonly<Record<string, string>> = {
  ...{ show: 'status', info: 'status', find: 'status', open: 'status', see: 'status', approve: 'status' },
  ...{
    launch: 'status',
    reject: 'status',
    decide: 'status',
    kill: 'stop',
    end: 'stop',
    abort: 'stop',
    drop: 'stop',
  },
  ...{ halt: 'pause', hold: 'pause', continue: 'resume', unpause: 'resume', restart: 'resume' },
  ...{ analyse: 'analyze', check: 'analyze', ship: 'promote', undo: 'rollback', revert: 'rollback' },
  ...{ prolong: 'extend', change: 'amend', ls: 'list', experiments: 'list', '?': 'help' },
};

/** Words between a command and a key that say nothing. */
const FILLERS: ReadonlySet<string> = new Set(
  'a an the this that my our experiment test please pls now for of on to it can could would you hey'.split(
    ' ',
  ),
);

const AROUND = /^["'`“”„‘’«»#*_~([{<]+|["'`“”„‘’«»*_~)\]}>.,;:!?…]+$/gu;

/** A word in lower case, without the quotes, back-ticks, `#` and full stops that people put around a key. */
export function bareWord(word: string): string {
  return word.toLowerCase().replace(AROUND, '') || word.toLowerCase();
}

/** Whether a word says nothing between a command and a key; the word is a bare one. */
export function isFiller(word: string): boolean {
  return FILLERS.has(word);
}

/** The command that a bare word stands for by another name; null if it stands for none. */
export function synonymOf(word: string): string | null {
  return ownValue(SYNONYMS, word) ?? null;
}

/** The command that a mistyped bare word is nearest to: two edits at most, one if the word is short; null if none is near. */
export function nearestCommand(word: string, commands: readonly string[]): string | null {
  const near = nearestWord(word, [...commands, ...Object.keys(SYNONYMS)], word.length < 4 ? 1 : 2);
  return near === null ? null : (synonymOf(near) ?? near);
}
