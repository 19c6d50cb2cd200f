import { type Fields, fieldsIn, fieldsOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { withEmoji } from '#sandbox/terminal/emoji.ts';

/** A message or modal as HTML, about as Slack draws its blocks; `pictures` holds SVG by file id. */
export function blocksAsHtml(
  blocks: readonly Fields[],
  pictures: Readonly<Record<string, string>> = {},
): string {
  return blocks.map((block) => blockAsHtml(block, pictures)).join('\n');
}

function blockAsHtml(block: Fields, pictures: Readonly<Record<string, string>>): string {
  switch (block['type']) {
    case 'header':
      return `<h3>${words(block['text'])}</h3>`;
    case 'section':
      return `<div class="section"><div class="body">${words(block['text'])}${fieldsOfBlock(block)}</div>${accessory(block)}</div>`;
    case 'context':
      return `<div class="context">${fieldsIn(block['elements']).map(words).join(' ')}</div>`;
    case 'actions':
      return `<div class="actions">${fieldsIn(block['elements']).map(button).join('')}</div>`;
    case 'context_actions':
      return `<div class="actions">${fieldsIn(block['elements']).flatMap(thumbs).join('')}</div>`;
    case 'image':
      return picture(block, pictures);
    case 'plan':
      return `<h3>${escapeHtml(textOf(block['title']) ?? '')}</h3>${fieldsIn(block['tasks'])
        .map(
          (task) =>
            `<div class="body">${escapeHtml(`${String(task['status'])}: ${String(task['title'])}`)}</div>`,
        )
        .join('')}`;
    case 'input':
      return inputAsHtml(block);
    case 'divider':
      return '<hr>';
    default:
      return `<pre>${escapeHtml(JSON.stringify(block))}</pre>`;
  }
}

/** A field of a form with its label, what stands in it, what can be chosen, and its hint. */
function inputAsHtml(block: Fields): string {
  const element = fieldsOf(block['element']);
  const optional = block['optional'] === true ? ' (optional)' : '';
  const chosen = [fieldsOf(element['initial_option']), ...fieldsIn(element['initial_options'])];
  const inIt =
    textOf(element['initial_value']) ??
    textOf(element['initial_user']) ??
    chosen
      .map(({ text }) => words(text))
      .filter((text) => text !== '')
      .join(', ');
  const shown = inIt === '' ? `<i>${words(element['placeholder'])}</i>` : breaks(escapeHtml(inIt));
  const options = fieldsIn(element['options']).map(
    ({ text, description }) => `<div class="context">○ ${words(text)} ${words(description)}</div>`,
  );
  return `<div class="body"><b>${words(block['label'])}</b>${optional}<div class="field">${shown}</div>${options.join('')}<div class="context">${words(block['hint'])}</div></div>`;
}

function fieldsOfBlock(block: Fields): string {
  const fields = fieldsIn(block['fields']);
  return fields.length === 0
    ? ''
    : `<div class="fields">${fields.map((field) => `<div>${words(field)}</div>`).join('')}</div>`;
}

function accessory(block: Fields): string {
  return block['accessory'] === undefined ? '' : button(fieldsOf(block['accessory']));
}

function button(element: Fields): string {
  const style = textOf(element['style']) ?? '';
  return `<span class="button ${style}">${words(element['text']) || words(element['placeholder']) || '⋯'}</span>`;
}

function thumbs({ positive_button: good, negative_button: bad }: Fields): readonly string[] {
  return [good, bad].map((thumb) => button(fieldsOf(thumb)));
}

function picture(block: Fields, pictures: Readonly<Record<string, string>>): string {
  const svg = pictures[textOf(fieldsOf(block['slack_file'])['id']) ?? ''];
  const alt = escapeHtml(textOf(block['alt_text']) ?? '');
  return svg === undefined ? `<div class="picture">${alt}</div>` : `<div class="drawn">${svg}</div>`;
}

function words(text: unknown): string {
  const { type, text: said } = fieldsOf(text);
  const plain = textOf(said) ?? '';
  return type === 'mrkdwn' ? mrkdwnAsHtml(plain) : breaks(escapeHtml(withEmoji(plain)));
}

/** mrkdwn as HTML: marks, links, mentions and dates. */
function mrkdwnAsHtml(text: string): string {
  const marked = withEmoji(text)
    .replaceAll(/<!date\^[^|>]*\|([^>]*)>/gu, '$1')
    .replaceAll(/<@([^>|]+)(?:\|[^>]*)?>/gu, '\u0001b class="mention"\u0002@$1\u0001/b\u0002')
    .replaceAll(/<(https?:[^|>]*)\|([^>]*)>/gu, '\u0001a\u0002$2\u0001/a\u0002')
    .replaceAll(/(^|[\s(])\*([^*\n]+)\*/gu, '$1\u0001b\u0002$2\u0001/b\u0002')
    .replaceAll(/`([^`\n]+)`/gu, '\u0001code\u0002$1\u0001/code\u0002')
    .replaceAll(/(^|\s)_([^_\n]+)_/gu, '$1\u0001i\u0002$2\u0001/i\u0002');
  return breaks(marked.replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
    .replaceAll('\u0001', '<')
    .replaceAll('\u0002', '>');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function breaks(html: string): string {
  return html.replaceAll('\n', '<br>');
}
