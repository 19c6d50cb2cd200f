/** People as the journal writes them into texts: `<@p_…>`. */
const MENTION = /<@(p[_-][a-z0-9-]+)>/g;

/** People's and models' words as one line that Markdown shows as it is: no markup, no table cell, no HTML of theirs. */
export function cell(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_{}[\]<>#|~!]/g, (sign) => (sign === '<' ? '&lt;' : `\\${sign}`));
}

/** Pseudonyms without the signs of a mention, escaped or not. */
export function plainNames(text: string): string {
  return text
    .replaceAll(/&lt;@(p\\?[_-][a-z0-9-]+)\\>/g, (_whole, name: string) => name.replaceAll('\\', ''))
    .replaceAll(MENTION, '$1');
}

/** A list, one line each. */
export function bulletLines(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

/** A table; cells are escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map((row) => line(row.map(cell)))].join('\n');
}

/** A moment (milliseconds since the Unix epoch) as its UTC date and time. */
export function dayOf(at: number): string {
  const utc = new Date(at).toISOString();
  return `${utc.slice(0, 10)} ${utc.slice(11, 16)} UTC`;
}
