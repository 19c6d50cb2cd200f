import { type Fields, fieldsIn, fieldsOf, listOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';

/** Puts a name in place of an id; a person's, a channel's. */
export type NameOf = (id: string) => string;

/** A message, modal or Home as lines of plain text, the way a terminal can show it. */
export function blocksAsText(blocks: readonly Fields[], nameOf: NameOf): string {
  return blocks
    .map((block) => blockAsText(block, nameOf))
    .filter((text) => text !== '')
    .join('\n');
}

/** A message as lines of plain text: its blocks, or its text if it has none. */
export function messageAsText(
  message: { readonly text: string; readonly blocks: readonly Fields[] },
  nameOf: NameOf,
): string {
  return message.blocks.length > 0
    ? blocksAsText(message.blocks, nameOf)
    : mrkdwnAsText(message.text, nameOf);
}

/** mrkdwn without its signs: links as words and address, mentions as names, entities as themselves. */
export function mrkdwnAsText(text: string, nameOf: NameOf): string {
  return text
    .replaceAll(/<@([A-Z0-9]+)>/gu, (_, id: string) => `@${nameOf(id)}`)
    .replaceAll(/<#([A-Z0-9]+)(?:\|[^>]*)?>/gu, (_, id: string) => `#${nameOf(id)}`)
    .replaceAll(/<!date\^[^|>]*\|([^>]*)>/gu, '$1')
    .replaceAll(/<!([a-z]+)>/gu, '@$1')
    .replaceAll(/<((?:https?|mailto):[^|>]*)\|([^>]*)>/gu, '$2 ($1)')
    .replaceAll(/<((?:https?|mailto):[^>]*)>/gu, '$1')
    .replaceAll(/(^|[\s(])\*([^*\n]+)\*/gu, '$1$2')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

const marks: Readonly<Record<string, string>> = { pending: '○', in_progress: '◐', complete: '●', error: '✗' };

function blockAsText(block: Fields, nameOf: NameOf): string {
  switch (block['type']) {
    case 'header':
      return `== ${words(block['text'], nameOf)} ==`;
    case 'section':
      return [words(block['text'], nameOf), ...columns(block, nameOf), accessory(block, nameOf)]
        .filter((line) => line !== '')
        .join('\n');
    case 'context':
      return fieldsIn(block['elements'])
        .map((element) => textOf(element['alt_text']) ?? words(element, nameOf))
        .join(' · ');
    case 'context_actions':
      return fieldsIn(block['elements'])
        .flatMap((element) => [element['positive_button'], element['negative_button']])
        .map((thumb) => `[ ${words(fieldsOf(thumb)['text'], nameOf)} ]`)
        .join(' ');
    case 'actions':
      return fieldsIn(block['elements'])
        .map((element) => elementAsText(element, nameOf))
        .join(' ');
    case 'image':
      return `[picture: ${textOf(block['alt_text']) ?? ''}]`;
    case 'divider':
      return '────';
    case 'table':
    case 'data_table':
      return tableAsText(block);
    case 'plan':
      return [textOf(block['title']) ?? '', ...fieldsIn(block['tasks']).map(taskAsText)].join('\n');
    case 'task_card':
      return taskAsText(block);
    case 'markdown':
      return textOf(block['text']) ?? '';
    case 'input':
      return `${words(block['label'], nameOf)}: ____`;
    case 'rich_text':
      return richAsText(block);
    case 'container':
      return blocksAsText(fieldsIn(block['child_blocks']), nameOf);
    default:
      return words(block['text'], nameOf);
  }
}

function words(text: unknown, nameOf: NameOf): string {
  const { type, text: said } = fieldsOf(text);
  return type === 'mrkdwn' ? mrkdwnAsText(textOf(said) ?? '', nameOf) : (textOf(said) ?? '');
}

function columns(block: Fields, nameOf: NameOf): readonly string[] {
  return fieldsIn(block['fields']).map((field) => words(field, nameOf).replaceAll('\n', ' '));
}

function accessory(block: Fields, nameOf: NameOf): string {
  return block['accessory'] === undefined ? '' : elementAsText(fieldsOf(block['accessory']), nameOf);
}

function elementAsText(element: Fields, nameOf: NameOf): string {
  const label = words(element['text'], nameOf) || words(element['placeholder'], nameOf);
  if (element['type'] === 'overflow') {
    return `[ ⋯ ${fieldsIn(element['options'])
      .map((option) => words(option['text'], nameOf))
      .join(' · ')} ]`;
  }
  return element['type'] === 'image' ? `[picture: ${textOf(element['alt_text']) ?? ''}]` : `[ ${label} ]`;
}

function taskAsText(task: Fields): string {
  const parts = ['details', 'output']
    .map((key) => richAsText(fieldsOf(task[key])))
    .filter((text) => text !== '');
  return [`${marks[String(task['status'])] ?? '?'} ${textOf(task['title']) ?? ''}`, ...parts].join(' – ');
}

function tableAsText(block: Fields): string {
  const rows = listOf(block['rows']).map((row) =>
    fieldsIn(row).map((cell) => textOf(cell['text']) ?? richAsText(cell)),
  );
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}

/** All words of rich text in order; sections on lines of their own. */
function richAsText(value: Fields): string {
  const parts = fieldsIn(value['elements']);
  if (parts.length === 0) return textOf(value['text']) ?? textOf(value['url']) ?? '';
  const isLine = parts.every((part) => part['elements'] === undefined);
  return parts.map(richAsText).join(isLine ? '' : '\n');
}
