import { type Html, html } from '#desk/html/html.ts';
import type { ShownNames } from './face.ts';
import { decodedEntities, mrkdwnInline } from './mrkdwn-inline.ts';

/** Lines of one kind that follow each other. */
interface Run {
  readonly kind: 'words' | 'item' | 'quote';
  readonly lines: readonly string[];
}

const QUOTE = /^(?:&gt;|>) ?/;
const ITEM = /^• ?/;

/** Slack's mrkdwn as HTML: paragraphs, lists, quotations, code. Everything that is no markup of Slack is text. */
export function mrkdwnHtml(text: string, names: ShownNames): Html {
  const parts = text.split('```');
  // A fence that is not closed is three back quotes.
  if (parts.length % 2 === 0) parts.push(`${parts.splice(-2).join('```')}`);
  return html`${parts.map((part, at) => (at % 2 === 1 ? fenced(part) : paragraphs(part, names)))}`;
}

function fenced(code: string): Html {
  return html`<pre><code>${decodedEntities(code.replace(/^\n/, ''))}</code></pre>`;
}

function paragraphs(text: string, names: ShownNames): Html {
  return html`${text
    .split(/\n[^\S\n]*\n+/)
    .flatMap((paragraph) => runsOf(paragraph.split('\n')))
    .map((run) => runHtml(run, names))}`;
}

function runsOf(lines: readonly string[]): readonly Run[] {
  const runs: { readonly kind: Run['kind']; readonly lines: string[] }[] = [];
  for (const line of lines) {
    const kind = ITEM.test(line) ? 'item' : QUOTE.test(line) ? 'quote' : 'words';
    const last = runs.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else runs.push({ kind, lines: [line] });
  }
  return runs;
}

function runHtml({ kind, lines }: Run, names: ShownNames): Html | null {
  if (kind === 'item')
    return html`<ul>${lines.map((line) => html`<li dir="auto">${mrkdwnInline(line.replace(ITEM, ''), names)}</li>`)}</ul>`;
  if (kind === 'quote')
    return html`<blockquote dir="auto">${broken(
      lines.map((line) => line.replace(QUOTE, '')),
      names,
    )}</blockquote>`;
  return lines.every((line) => line.trim() === '') ? null : html`<p dir="auto">${broken(lines, names)}</p>`;
}

function broken(lines: readonly string[], names: ShownNames): Html {
  return html`${lines.map((line, at) => html`${at === 0 ? null : html`<br>`}${mrkdwnInline(line, names)}`)}`;
}
