import { neutral } from '#shared/plain-text.ts';

/** Code points; a commit subject with its prefix stays readable in a list. */
const LONGEST = 100;

/**
 * Words of people or models as part of one line of plain text, such as a title or a commit subject, which has no escapes:
 * no line break, so no trailer; no brackets, so no `[skip ci]`; no issue references, so no issue is closed; no mentions and
 * no addresses. At most `longest` characters.
 */
export function plainLine(text: string, longest = LONGEST): string {
  const line = neutral(text)
    .replace(/\[/g, '(')
    .replace(/\]/g, ')')
    .replace(/#(?=\d)/g, ' no. ')
    .replace(/(GH)-(?=\d)/gi, '$1 ')
    .replace(/@(?=\w)/g, '(at)')
    .replace(/ +/g, ' ')
    .trim();
  const points = [...line];
  return points.length <= longest
    ? line
    : `${points
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}
