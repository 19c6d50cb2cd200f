import { type Fields, fieldsOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import type { SlackView } from '#sandbox/stand-ins/slack/state.ts';
import { blockLines } from './blocks.ts';
import { BOX_SIDES, boxLines } from './box.ts';
import { inputLines } from './inputs.ts';
import { type Line, span } from './line.ts';
import type { Look } from './look.ts';

/** A form with what is filled in, field by field, and its two buttons. */
export function modalLines(view: SlackView, look: Look): readonly Line[] {
  const room = { ...look, width: look.columns - BOX_SIDES };
  const fields = view.blocks.flatMap((block) =>
    block['type'] === 'input' ? inputLines(block, room, view.state.values) : blockLines(block, room),
  );
  // A page of details has nothing to send.
  const what = view.submit === null ? '' : 'Form: ';
  return boxLines(`${what}${wordsOf(view.title)}`, [...fields, [], buttons(view)], look.columns);
}

/** The words of a view's title or button; empty if there is none. */
export function wordsOf(text: Fields | null): string {
  return textOf(fieldsOf(text)['text']) ?? '';
}

function buttons({ submit, close }: SlackView): Line {
  const words = [wordsOf(submit), wordsOf(close)].filter((label) => label !== '');
  return words.flatMap((label, index) => [
    ...(index === 0 ? [] : [span('   ')]),
    span(`[ ${label} ]`, ...(index === 0 ? (['primary'] as const) : [])),
  ]);
}
