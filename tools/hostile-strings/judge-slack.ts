import type { Construct } from './constructs.ts';

/** A text as Slack got it. */
interface SentText {
  readonly text: string;
  readonly type: 'mrkdwn' | 'plain' | 'fallback' | 'rich';
  readonly verbatim: boolean;
}

/** Signs that turn text round or hide it, and that no text of the bot needs; FSI and PDI isolate names. */
const HIDDEN =
  /[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2067\u206A-\u206F\u00AD\uFEFF\u{E0000}-\u{E007F}\p{Cs}]|(?!\n)\p{Cc}/u;

/** Every text of a call of the Web API, with how Slack reads it. What people typed into a field comes back to them alone, and is left out. */
export function textsSent(value: unknown, isTop = true): readonly SentText[] {
  if (Array.isArray(value)) return value.flatMap((part) => textsSent(part, false));
  if (typeof value !== 'object' || value === null) return [];
  const { type, text, verbatim, ...rest }: Record<string, unknown> = { ...value };
  const own: readonly SentText[] =
    typeof text !== 'string' ? [] : [{ text, type: typeOf(type, isTop), verbatim: verbatim === true }];
  const inner = typeof text === 'string' ? rest : { ...rest, text };
  return [
    ...own,
    ...Object.entries(inner).flatMap(([name, part]) =>
      ['initial_value', 'private_metadata', 'value', 'metadata'].includes(name) ? [] : textsSent(part, false),
    ),
  ];
}

function typeOf(type: unknown, isTop: boolean): SentText['type'] {
  if (type === 'mrkdwn') return 'mrkdwn';
  if (type === 'plain_text') return 'plain';
  return isTop ? 'fallback' : 'rich';
}

/** What of a hostile string is more than text in what was sent to Slack: a sentence each. */
export function escapedInSlack(
  sent: readonly SentText[],
  constructs: readonly Construct[],
): readonly string[] {
  const escapes = constructs.flatMap(({ kind, part }) => {
    const at = sent.find((one) => isActive(one, kind, part));
    return at === undefined
      ? []
      : [`${kind} in Slack: ${JSON.stringify(part)} in ${JSON.stringify(around(at.text, part))}`];
  });
  const hidden = sent.find(({ text }) => HIDDEN.test(text));
  return hidden === undefined
    ? escapes
    : [...escapes, `hidden sign in Slack: ${JSON.stringify(hidden.text.slice(0, 80))}`];
}

function isActive({ text, type, verbatim }: SentText, kind: Construct['kind'], part: string): boolean {
  const isMarkup = type === 'mrkdwn' || type === 'fallback';
  switch (kind) {
    case 'mention':
      // Whom a person names in a reason stays named: it stands in quotation marks, with who wrote it.
      return isMarkup && text.replace(/“[^”]*”/g, '').includes(part);
    case 'link':
    case 'style':
      return isMarkup && text.includes(part);
    case 'autolink':
      // Rich text links nothing by itself, and verbatim mrkdwn does not either.
      return type !== 'rich' && !verbatim && text.toLowerCase().includes(part.toLowerCase());
    case 'emoji':
    case 'secret':
      return text.includes(part);
    case 'line':
      return text.split('\n').some((line) => line.replace(/^(?:[\s>•]|-(?= ))+/, '').startsWith(part));
    case 'claim':
    case 'reference':
    case 'html':
      return false;
    default:
      return kind satisfies never;
  }
}

function around(text: string, part: string): string {
  const at = Math.max(0, text.toLowerCase().indexOf(part.toLowerCase()));
  return text.slice(Math.max(0, at - 20), at + part.length + 20);
}
