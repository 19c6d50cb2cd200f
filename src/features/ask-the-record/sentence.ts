import { code, inQuotes, link } from '#block-kit/mrkdwn.ts';
import { escapeEntities, escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { moment, utcMoment } from '#features/moment.ts';
import { saidPlainly } from '#features/said.ts';
import { neutral } from '#shared/plain-text.ts';

/** A part of a sentence: plain words, or what is shown otherwise than a model reads it. */
export type SentencePart =
  | string
  /** A pseudonym; shown as a name that calls no person. */
  | { readonly person: string }
  /** Milliseconds since the Unix epoch. */
  | { readonly at: number }
  | { readonly url: string; readonly words: string }
  | { readonly name: string }
  /** Words of a person or a model, shown in quotes. */
  | { readonly quoted: string }
  /** Mrkdwn that code wrote, without words of people. */
  | { readonly ours: string };

/** A whole sentence about an experiment, made by code from its record. */
export interface RecordSentence {
  /** Names it to the model: `status`, `decision-reason`. */
  readonly id: string;
  readonly parts: readonly SentencePart[];
}

/** Names of people by pseudonym; null if the chat does not tell one. */
export type Names = ReadonlyMap<string, string | null>;

const DATE = '{date_short_pretty} {time}';
const LONGEST_QUOTE = 300;

/** Makes a sentence of these parts. */
export function sentence(id: string, ...parts: readonly SentencePart[]): RecordSentence {
  return { id, parts };
}

/** Everything that stands between two parts of a list: "a, b and c". */
export function joined(parts: readonly SentencePart[], last: 'and' | 'or'): readonly SentencePart[] {
  return parts.flatMap((part, index): readonly SentencePart[] => {
    if (index === 0) return [part];
    return [index === parts.length - 1 ? ` ${last} ` : ', ', part];
  });
}

/** The sentence as a model reads it: people by pseudonym, moments in UTC, no addresses. */
export function plainSentence({ parts }: RecordSentence): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('person' in part) return part.person;
      if ('at' in part) return utcMoment(part.at);
      if ('url' in part) return part.words;
      if ('ours' in part) return plainOf(part.ours);
      return 'name' in part ? part.name : `“${quotedWords(part.quoted)}”`;
    })
    .join('');
}

/** The sentence as people read it; mrkdwn in which only code put marks. */
export function shownSentence({ parts }: RecordSentence, names: Names): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return escapeEntities(neutralWithin(part));
      if ('person' in part) return escapeMrkdwn(names.get(part.person) ?? 'a former member');
      if ('at' in part) return moment(part.at, DATE);
      if ('url' in part) return link(part.url, part.words);
      if ('name' in part) return code(part.name);
      if ('ours' in part) return part.ours;
      return inQuotes(quotedWords(part.quoted));
    })
    .join('');
}

/** The people whom these sentences name, each once. */
export function peopleIn(sentences: readonly RecordSentence[]): readonly string[] {
  const people = sentences.flatMap(({ parts }) =>
    parts.flatMap((part) => (typeof part !== 'string' && 'person' in part ? [part.person] : [])),
  );
  return [...new Set(people)];
}

/** Words of code with names in them that others gave: metrics, surfaces, people of other services. The blanks around them stay. */
function neutralWithin(words: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(words) ?? [];
  return `${before}${neutral(inner)}${after}`;
}

/** A full stop of theirs is left to the sentence around them. */
function quotedWords(text: string): string {
  return oneLine(saidPlainly(text), LONGEST_QUOTE).replace(/\.$/u, '');
}

/** Mrkdwn of code as plain words. */
function plainOf(mrkdwn: string): string {
  return mrkdwn
    .replaceAll(/<[^>|]*\|([^>]*)>/gu, '$1')
    .replaceAll(/[*`]/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
