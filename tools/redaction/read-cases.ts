import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { PrivateKind, PrivatePart, TextPlace } from '#shared/private-text/private-part.ts';

/** One text of test/fixtures/redaction with what is private in it. */
export interface RedactionCase {
  /** The kind under which recall is counted, or the language of a source file. */
  readonly group: string;
  readonly text: string;
  /** What is private, in order. */
  readonly labels: readonly PrivatePart[];
  /** The places that such a text may come from. */
  readonly places: readonly TextPlace[];
}

/** The texts of one half of the set: those that rules were tuned on, or those that were held out. */
export interface RedactionCases {
  readonly byKind: readonly RedactionCase[];
  readonly byLanguage: readonly RedactionCase[];
}

const LABEL = /⟦(?<kind>[a-z-]+)\|(?<value>[^⟧]*)⟧/g;
const PEOPLE = new Set(['slack-text.txt', 'personal-data.txt']);

function plain(written: string): string {
  return written.replaceAll('·', '').replaceAll('↵', '\n');
}

/** Reads a line as the fixture's README describes. Throws a `RangeError` if a label is not closed. */
export function readLabelled(line: string): Pick<RedactionCase, 'text' | 'labels'> {
  let text = '';
  let from = 0;
  const labels: PrivatePart[] = [];
  for (const match of line.matchAll(LABEL)) {
    text += line.slice(from, match.index).replaceAll('↵', '\n');
    const start = text.length;
    text += plain(match.groups?.['value'] ?? '');
    labels.push({ kind: match.groups?.['kind'] as PrivateKind, start, end: text.length });
    from = match.index + match[0].length;
  }
  text += line.slice(from).replaceAll('↵', '\n');
  if (/[⟦⟧]/.test(text)) throw new RangeError(`A label is not closed: ${line}`);
  return { text, labels };
}

function linesOf(path: string): readonly string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

/** Reads all texts under a folder of the fixture. */
export function readRedactionCases(folder: string): RedactionCases {
  const byKind = globSync(join(folder, '*.txt')).flatMap((path) => {
    const places: readonly TextPlace[] = PEOPLE.has(basename(path)) ? ['slack'] : ['slack', 'code', 'log'];
    return linesOf(path).map((line) => {
      const [group = '', ...rest] = line.split('\t');
      return { group, places, ...readLabelled(rest.join('\t')) };
    });
  });
  const byLanguage = globSync(join(folder, 'code', '*.txt')).flatMap((path) =>
    linesOf(path).map((line) => ({
      group: basename(path, '.txt'),
      places: ['code' as const],
      ...readLabelled(line),
    })),
  );
  return { byKind, byLanguage };
}
