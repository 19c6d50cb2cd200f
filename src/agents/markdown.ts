import { neutral } from '#shared/plain-text.ts';

/** Put behind a sign, so that quoted words notify no person and close no issue. */
const BREAK = '\u200b';

/**
 * Words of people or models as one line of GitHub Markdown (see `neutral`): no markup, no HTML, no mentions, no issue references, no
 * hidden comments, no table borders, no links.
 */
export function plainMarkdown(text: string): string {
  return neutral(text)
    .replace(/[\\`*_{}[\]<>|~]/g, (sign) => `\\${sign}`)
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/@(?=\w)/g, `@${BREAK}`)
    .replace(/#(?=\d)/g, `#${BREAK}`)
    .replace(/\b(GH)-(?=\d)/gi, `$1-${BREAK}`)
    .replace(/^([-#=]+|\+|\d+[.)])(?=\s|$)/, '\\$1');
}

/** Inline code; its content can end neither the code nor the cell of a table around it. */
export function codeMarkdown(text: string): string {
  return `\`${text.replace(/[`|\s]+/g, ' ').trim()}\``;
}

/** A bulleted list; the empty text for no items. */
export function listMarkdown(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** A table; rows are as long as the head. */
export function tableMarkdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
