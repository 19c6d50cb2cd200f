import { type Fields, fieldsOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { optionsOf } from '#sandbox/stand-ins/slack/people/chosen-value.ts';
import { everyElement } from '#sandbox/stand-ins/slack/people/find-element.ts';
import { withEmoji } from './emoji.ts';
import { type Line, type Span, type Style, span } from './line.ts';
import type { Room } from './look.ts';
import { isLoopback } from './mrkdwn.ts';
import { wrapLine } from './wrap.ts';

const MENUS: readonly string[] = ['overflow', 'static_select'];

/** The words on an element: a button's label, a menu's placeholder, the three dots of an overflow menu. */
export function labelOf(element: Fields): string {
  if (element['type'] === 'overflow') return '⋯';
  const words = fieldsOf(element['text'])['text'] ?? fieldsOf(element['placeholder'])['text'];
  return withEmoji(textOf(words) ?? textOf(element['action_id']) ?? 'button');
}

/** A row of buttons and menus, as `[1] Approve   [2] Reject`, wrapped between them. */
export function actionLines(elements: readonly Fields[], room: Room): readonly Line[] {
  const rows: Span[] = [];
  for (const element of elements) {
    if (rows.length > 0) rows.push(span('   '));
    rows.push(...elementSpans(element, room));
  }
  return wrapLine(rows, room.width);
}

/** One button or menu; blanks in it do not break. */
function elementSpans(element: Fields, room: Room): readonly Span[] {
  const label = labelOf(element).replaceAll(' ', '\u00a0');
  const url = textOf(element['url']);
  if (url !== undefined) {
    return [span(`${label}\u00a0↗`, 'link'), ...(isLoopback(url) ? [] : [span(`\u00a0${url}`, 'dim')])];
  }
  const number = room.numberOf(element);
  const styles = stylesOf(element);
  const menu = optionsOf(element).map((option) => textOf(fieldsOf(option['text'])['text']) ?? '');
  const choices = menu.length === 0 ? [] : [span(`\u00a0(${menu.join(', ')})`, 'dim')];
  if (number === null) return [span(`[\u00a0${label}\u00a0]`, ...styles), ...choices];
  return [span(`[${number}]`, 'bold'), span(`\u00a0${label}`, ...styles), ...choices];
}

function stylesOf(element: Fields): readonly Style[] {
  const style = element['style'];
  return style === 'primary' || style === 'danger' ? [style] : [];
}

/** The buttons of a message that can be pressed, in order; those that only open an address are left out. */
export function buttonsIn(blocks: readonly Fields[]): readonly Fields[] {
  return everyElement(blocks)
    .map(({ element }) => element)
    .filter((element) => element['type'] === 'button' && element['url'] === undefined);
}

/** The buttons of a message, and its menus, in order. */
export function pressableIn(blocks: readonly Fields[]): readonly Fields[] {
  return everyElement(blocks)
    .map(({ element }) => element)
    .filter(
      ({ type, url }) => (type === 'button' && url === undefined) || MENUS.includes(textOf(type) ?? ''),
    );
}

/** Whether two buttons or menus are the same one, whatever message copy they come from. */
export function isSameButton(one: Fields, other: Fields): boolean {
  const sameOptions = JSON.stringify(optionsOf(one)) === JSON.stringify(optionsOf(other));
  return one['action_id'] === other['action_id'] && one['value'] === other['value'] && sameOptions;
}

/** Numbers the buttons of one message from 1. */
export function numbersWithin(blocks: readonly Fields[]): (button: Fields) => number | null {
  const all = buttonsIn(blocks);
  return (button) => {
    const at = all.findIndex((one) => isSameButton(one, button));
    return at < 0 ? null : at + 1;
  };
}
