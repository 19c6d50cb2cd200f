import { type Fields, fieldsIn, fieldsOf, numberOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { slackDate } from './dates.ts';
import { emojiOf } from './emoji.ts';
import { type Line, type Span, type Style, span } from './line.ts';
import { linkSpan, type Names } from './mrkdwn.ts';

/** A rich text block as lines, not wrapped yet. */
export function richTextLines(block: Fields, names: Names): readonly Line[] {
  return fieldsIn(block['elements']).flatMap((part) => partLines(part, names));
}

function partLines(part: Fields, names: Names): readonly Line[] {
  switch (part['type']) {
    case 'rich_text_list':
      return fieldsIn(part['elements']).flatMap((item, index) => listItem(part, item, index, names));
    case 'rich_text_quote':
      return sectionLines(part, names).map((row) => [span('│ ', 'dim'), ...row]);
    case 'rich_text_preformatted':
      return sectionLines(part, names).map((row) => [
        span('  '),
        ...row.map(({ text }) => span(text, 'code')),
      ]);
    default:
      return sectionLines(part, names);
  }
}

function listItem(list: Fields, item: Fields, index: number, names: Names): readonly Line[] {
  const mark = list['style'] === 'ordered' ? `${index + 1}.` : '•';
  const indent = '  '.repeat(numberOf(list['indent']) ?? 0);
  return sectionLines(item, names).map((row, at) => [
    span(`${indent}${at === 0 ? mark : ' '.repeat(mark.length)} `),
    ...row,
  ]);
}

/** The runs of a section, parted if their text holds line breaks. */
function sectionLines(section: Fields, names: Names): readonly Line[] {
  const lines: Span[][] = [[]];
  for (const element of fieldsIn(section['elements'])) {
    const { text, styles } = elementSpan(element, names);
    for (const [index, row] of text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (row !== '') lines.at(-1)?.push({ text: row, styles });
    }
  }
  return lines;
}

function elementSpan(element: Fields, names: Names): Span {
  const styles = stylesOf(fieldsOf(element['style']));
  switch (element['type']) {
    case 'link':
      return linkSpan(textOf(element['url']) ?? '', textOf(element['text']), styles);
    case 'user':
      return { text: `@${names.user(textOf(element['user_id']) ?? '')}`, styles: [...styles, 'mention'] };
    case 'channel':
      return {
        text: `#${names.channel(textOf(element['channel_id']) ?? '')}`,
        styles: [...styles, 'mention'],
      };
    case 'emoji': {
      const name = textOf(element['name']) ?? '';
      return { text: emojiOf(name) ?? `:${name}:`, styles };
    }
    case 'date':
      return {
        text: slackDate(numberOf(element['timestamp']) ?? 0, textOf(element['format']) ?? ''),
        styles,
      };
    default:
      return { text: textOf(element['text']) ?? '', styles };
  }
}

function stylesOf(style: Fields): readonly Style[] {
  return (['bold', 'italic', 'strike', 'code'] as const).filter((name) => style[name] === true);
}
