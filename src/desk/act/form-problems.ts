import type { ModalView } from '@slack/types';
import type { FormValues, HeldValue } from '#desk/block-kit/held-value.ts';
import { numberProblem, textProblem } from './field-problems.ts';

type Fields = Readonly<Record<string, unknown>>;

const MISSING = 'This field is needed.';
const FOREIGN = 'Choose one of the offered values.';
/** The ids of people, channels and groups. */
const ID = /^[A-Z][A-Z0-9]{2,30}$/;

/**
 * What Slack's own client would not let a person send, by block id: what is missing, too long, too short, out of bounds, or no id. So no
 * handler meets what Slack would never send.
 */
export function formProblems(
  { blocks }: Pick<ModalView, 'blocks'>,
  values: FormValues,
): Readonly<Record<string, string>> {
  const found = blocks.flatMap((block): readonly (readonly [string, string])[] => {
    const { type, block_id: id = '', element, optional }: Fields & { block_id?: string } = Object(block);
    if (type !== 'input') return [];
    const field: Fields = Object(element);
    const held = values[id]?.[String(field['action_id'] ?? '')];
    const problem = held === undefined ? null : problemOf(field, held, optional === true);
    return problem === null ? [] : [[id, problem]];
  });
  return Object.fromEntries(found);
}

function problemOf(field: Fields, held: HeldValue, isOptional: boolean): string | null {
  const { type, value = null, selected_option: option = null, ...named } = held;
  const { selected_user, selected_channel, selected_conversation } = named;
  const { selected_options: options = [], selected_users = [], selected_conversations = [] } = named;
  const one = [selected_user, selected_channel, selected_conversation].filter((id) => id != null);
  const ids = [...one, ...selected_users, ...selected_conversations];
  if (value === null && option === null && options.length + ids.length === 0)
    return isOptional ? null : MISSING;
  if (!ids.every((id) => ID.test(id))) return FOREIGN;
  if (value === null) return null;
  return type === 'number_input' ? numberProblem(field, value) : textProblem(field, value);
}
