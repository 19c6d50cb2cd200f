import { type Fields, fieldsOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { type Given, optionsOf } from '#sandbox/stand-ins/slack/people/chosen-value.ts';
import type { Outcome } from '#sandbox/stand-ins/slack/people/outcome.ts';
import type { SlackView } from '#sandbox/stand-ins/slack/state.ts';
import { choiceLines, heldAt, shownValue } from '#sandbox/terminal/inputs.ts';
import { type Line, line, span } from '#sandbox/terminal/line.ts';
import type { Names } from '#sandbox/terminal/mrkdwn.ts';
import { cutText } from '#sandbox/terminal/width.ts';
import { type Person, placeholderIn, readAnswer } from './read-answer.ts';

/** What filling in a form needs of the terminal and the workspace. */
export interface FormDesk {
  readonly print: (lines: readonly Line[]) => void;
  readonly ask: (prompt: string) => Promise<string | null>;
  readonly people: readonly Person[];
  readonly names: Names;
  readonly columns: number;
  /** Sends the form; the view is as it was opened, `filled` holds what was typed, by block id. */
  readonly submit: (filled: Readonly<Record<string, Given>>) => Promise<Outcome>;
}

/**
 * Asks field by field, then submits; fields that are refused are asked again with the reason. Answers whether the
 * form was taken; false if the person gave up.
 */
export async function fillForm(desk: FormDesk, view: SlackView): Promise<boolean> {
  const inputs = view.blocks.filter((block) => block['type'] === 'input');
  desk.print([
    [],
    [
      span(`Form: ${textOf(fieldsOf(view.title)['text']) ?? ''}`, 'bold'),
      span('  Enter keeps what is in brackets; cancel closes the form.', 'dim'),
    ],
  ]);
  let filled: Readonly<Record<string, Given>> = {};
  let open: readonly Fields[] = inputs;
  while (open.length > 0) {
    for (const block of open) {
      const answer = await askField(desk, view, block, filled);
      if (answer === 'cancelled') return false;
      filled = { ...filled, ...answer };
    }
    const { errors, problem } = await desk.submit(filled);
    if (problem !== null) {
      desk.print([line(`Slack shows: ${problem}. The form was not sent.`, 'danger')]);
      return false;
    }
    open = inputs.filter((block) => errors[String(block['block_id'])] !== undefined);
    desk.print(
      open.map((block) => line(`✗ ${errors[String(block['block_id'])] ?? ''} (${labelIn(block)})`, 'danger')),
    );
  }
  return true;
}

type Answer = Readonly<Record<string, Given>> | 'cancelled';

async function askField(
  desk: FormDesk,
  view: SlackView,
  block: Fields,
  filled: Readonly<Record<string, Given>>,
): Promise<Answer> {
  const element = fieldsOf(block['element']);
  const id = String(block['block_id']);
  const initial = shownValue(element, heldAt(block, element, view.state.values), desk.names);
  const before = id in filled ? shownGiven(element, filled[id] ?? null, desk.names) : initial;
  desk.print(questionLines(block, element, desk));
  const kept =
    before === '' ? placeholderHint(element, block) : `[${cutText(before.replaceAll('\n', ' '), 60)}] `;
  for (;;) {
    const typed = await desk.ask(`  ${kept}› `);
    if (typed === null || typed.trim().toLowerCase() === 'cancel') return 'cancelled';
    if (typed.trim() === '') return {};
    const answer = readAnswer(element, typed, desk.people);
    if (answer.kind === 'ok') return { [id]: answer.value };
    desk.print([line(`  ✗ ${answer.problem}`, 'danger')]);
  }
}

function questionLines(block: Fields, element: Fields, desk: FormDesk): readonly Line[] {
  const hint = textOf(fieldsOf(block['hint'])['text']);
  const several = ['multi_static_select', 'checkboxes'].includes(String(element['type']));
  return [
    [span(labelIn(block), 'bold'), span(block['optional'] === true ? ' (optional)' : '', 'dim')],
    ...(hint === undefined ? [] : [line(`  ${hint}`, 'dim')]),
    ...choiceLines(element, desk.columns),
    ...(element['type'] === 'users_select'
      ? [line(`  ${desk.people.map(({ name }) => `@${name}`).join(', ')}`, 'dim')]
      : []),
    ...(several ? [line('  Type one or more numbers, such as 2, 5, or - for none.', 'dim')] : []),
  ];
}

function labelIn(block: Fields): string {
  return textOf(fieldsOf(block['label'])['text']) ?? '';
}

function placeholderHint(element: Fields, block: Fields): string {
  if (block['optional'] === true) return '[none] ';
  const placeholder = placeholderIn(element);
  return placeholder === '' || optionsOf(element).length > 0 ? '' : `(such as: ${cutText(placeholder, 60)}) `;
}

/** What was typed before, in the words of its field. */
function shownGiven(element: Fields, given: Given, names: Names): string {
  const labels = new Map(
    optionsOf(element).map((option) => [option['value'], textOf(fieldsOf(option['text'])['text']) ?? '']),
  );
  const wordsOf = (value: unknown) => labels.get(value) ?? String(value);
  if (Array.isArray(given)) return given.map(wordsOf).join(', ');
  return element['type'] === 'users_select' ? `@${names.user(String(given))}` : wordsOf(given);
}
