import type { ModalView } from '@slack/types';
import type { FormValues, HeldValue } from '#desk/block-kit/held-value.ts';
import { numberProblem, textProblem } from './field-problems.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Problems of fields, as plain text, by block id. */
export type FieldProblems = Readonly<Record<string, string>>;

/** What a field holds, by the id of its block. */
interface Filled {
  readonly block: string;
  readonly field: Fields;
  readonly held: HeldValue;
  readonly isOptional: boolean;
}

const MISSING = 'This field is needed.';
const FOREIGN = 'Choose one of the offered values.';
/** The ids of people and of user groups. */
const PERSON = /^[UWS][A-Z0-9]{2,30}$/;
const CHANNEL = /^[CG][A-Z0-9]{2,30}$/;
/** The most people or channels that Slack lets a person choose in one field. */
const MOST = 100;

/**
 * What Slack's own client would not let a person send: what is too long, too short, out of bounds or no id, and, if it is submitted,
 * what is missing. So no handler meets what Slack would never send.
 */
export function formProblems(
  view: Pick<ModalView, 'blocks'>,
  values: FormValues,
  isSubmitted = true,
): FieldProblems {
  const found = filledIn(view, values).flatMap((filled): readonly (readonly [string, string])[] => {
    const problem = isEmpty(filled.held)
      ? isSubmitted && !filled.isOptional
        ? MISSING
        : null
      : problemOf(filled);
    return problem === null ? [] : [[filled.block, problem]];
  });
  return Object.fromEntries(found);
}

/** The people and channels that were chosen, with the block in which they were. */
export function chosenIds(
  view: Pick<ModalView, 'blocks'>,
  values: FormValues,
): readonly { readonly block: string; readonly kind: 'person' | 'channel'; readonly id: string }[] {
  return filledIn(view, values).flatMap(({ block, held }) => [
    ...peopleIn(held).map((id) => ({ block, kind: 'person' as const, id })),
    ...channelsIn(held).map((id) => ({ block, kind: 'channel' as const, id })),
  ]);
}

function filledIn({ blocks }: Pick<ModalView, 'blocks'>, values: FormValues): readonly Filled[] {
  return blocks.flatMap((one) => {
    const { type, block_id: block = '', element, optional }: Fields & { block_id?: string } = Object(one);
    const field: Fields = Object(element);
    const held = type === 'input' ? values[block]?.[String(field['action_id'] ?? '')] : undefined;
    return held === undefined ? [] : [{ block, field, held, isOptional: optional === true }];
  });
}

function problemOf({ field, held }: Filled): string | null {
  const { type, value = null } = held;
  const [people, channels] = [peopleIn(held), channelsIn(held)];
  if (!people.every((id) => PERSON.test(id)) || !channels.every((id) => CHANNEL.test(id))) return FOREIGN;
  if (people.length + channels.length > MOST) return `Choose at most ${MOST}.`;
  if (value === null) return null;
  return type === 'number_input' ? numberProblem(field, value) : textProblem(field, value);
}

function isEmpty(held: HeldValue): boolean {
  const { value = null, selected_option: option = null, selected_options: options = [] } = held;
  const chosen = options.length + peopleIn(held).length + channelsIn(held).length;
  return value === null && option === null && chosen === 0;
}

function peopleIn({ selected_user: one = null, selected_users: several = [] }: HeldValue): readonly string[] {
  return one === null ? several : [one, ...several];
}

function channelsIn(held: HeldValue): readonly string[] {
  const { selected_channel: channel = null, selected_conversation: conversation = null } = held;
  const one = [channel, conversation].filter((id) => id !== null);
  return [...one, ...(held.selected_conversations ?? [])];
}
