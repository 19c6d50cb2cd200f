/** Stands between a sign and what follows it, so that nobody is notified and no issue is closed by quoted words. */
const BREAK = '\u200b';

/**
 * Words of people or models as one line of GitHub Markdown: no markup, no HTML, no mentions, no issue references, no hidden
 * comments, no table borders.
 */
export function plainMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>|~]/g, (sign) => `\\${sign}`)
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/@(?=\w)/g, `@${BREAK}`)
    .replace(/#(?=\d)/g, `#${BREAK}`)
    .replace(/\b(GH)-(?=\d)/gi, `$1-${BREAK}`)
    .replace(/:\/\//g, `:${BREAK}//`)
    .replace(/^([-+#>]|\d+[.)])(?=\s|$)/, '\\$1');
}

/** Inline code; nothing inside can end it or the table cell that it stands in. */
export function codeMarkdown(text: string): string {
  return `\`${text.replace(/[`|\s]+/g, ' ').trim()}\``;
}

/** A bulleted list; nothing for an empty one. */
export function listMarkdown(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** A table; rows are as long as the head. */
export function tableMarkdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
