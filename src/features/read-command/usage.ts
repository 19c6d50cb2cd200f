import type { Subcommand } from '#features/feature.ts';

/** What must follow the word, part by part. */
export function neededOf({ usage }: Subcommand): readonly string[] {
  return usage.split(' ').filter((part) => part !== '' && !part.startsWith('['));
}

/** Whether an experiment is named behind the word. */
export function takesKey({ usage }: Subcommand): boolean {
  return usage.includes('<key>');
}

/** How many parts stand before the key. */
export function modesOf(subcommand: Subcommand): number {
  return Math.max(0, neededOf(subcommand).indexOf('<key>'));
}

/** Whether free text may follow. */
export function takesText({ usage, takesSentence }: Subcommand): boolean {
  return takesSentence === true || usage.includes('[');
}

/** Whether a part has to be one of a few words (`on|off`) and what was typed is another. */
export function isOutside(part: string, typed: string | undefined): boolean {
  return part.includes('|') && typed !== undefined && !part.split('|').includes(typed.toLowerCase());
}

/** Few enough words that a near key among them is no accident. */
export function fewWords(words: readonly string[]): boolean {
  return words.length <= 2 || (words[0] ?? '').includes('-');
}
