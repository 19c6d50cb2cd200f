import type { KnownBlock, PlainTextOption } from '@slack/types';
import { optionsOf } from '#desk/block-kit/options.ts';

/** What a person pressed, as the handlers of slices read it. */
export interface PressedElement {
  readonly type: string;
  readonly action_id: string;
  readonly value?: string;
  readonly selected_option?: PlainTextOption;
}

/**
 * The button or the choice of a menu with this action id and value; null if the blocks show none. So a press is only taken if the person
 * was shown it.
 */
export function findPressed(
  blocks: readonly KnownBlock[],
  actionId: string,
  value: string,
): PressedElement | null {
  for (const element of blocks.flatMap(elementsOf)) {
    if (element['action_id'] !== actionId) continue;
    const type = String(element['type']);
    const buttons = type === 'feedback_buttons' ? thumbsOf(element) : type === 'button' ? [element] : [];
    if (buttons.some((one) => (one['value'] ?? '') === value)) return { type, action_id: actionId, value };
    const option = optionsOf(element).find((one) => one.value === value);
    if (option !== undefined) return { type, action_id: actionId, selected_option: option };
  }
  return null;
}

type Fields = Readonly<Record<string, unknown>>;

/** The elements of a block that a person can press, nested ones included. */
function elementsOf(block: object): readonly Fields[] {
  const { elements, accessory, element }: { elements?: unknown; accessory?: unknown; element?: unknown } =
    block;
  const found = [...(Array.isArray(elements) ? elements : []), accessory, element].filter(isFields);
  return found.flatMap((one) => ('action_id' in one ? [one] : elementsOf(one)));
}

function thumbsOf({ positive_button: up, negative_button: down }: Fields): readonly Fields[] {
  return [up, down].filter(isFields);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
