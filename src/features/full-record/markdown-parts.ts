import { tableMarkdown } from '#agents/markdown.ts';
import { PERSON_MENTION } from '#shared/person-mention.ts';
import { neutral } from '#shared/plain-text.ts';

/** People's and models' words as one line that Markdown shows as it is: no markup, no table cell, no HTML of theirs. */
export function cell(text: string): string {
  return neutral(text).replaceAll(/[\\`*_{}[\]<>#|~!]/g, (sign) => (sign === '<' ? '&lt;' : `\\${sign}`));
}

/** Pseudonyms without the signs of a mention, escaped or not. */
export function plainNames(text: string): string {
  return text
    .replaceAll(/&lt;@(p\\?[_-][a-z0-9-]+)\\>/g, (_whole, name: string) => name.replaceAll('\\', ''))
    .replaceAll(PERSON_MENTION, '$1');
}

/** A table; cells are escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return tableMarkdown(
    head,
    rows.map((row) => row.map(cell)),
  );
}
