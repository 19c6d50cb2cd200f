import { type Desk, nextNumber } from './desk.ts';
import { type Fields, fieldsIn, isFields, textOf } from './fields.ts';

/** Blocks with the ids that Slack makes up if the bot gave none: block_id, and action_id of elements. */
export function withIds(desk: Desk, blocks: readonly Fields[]): readonly Fields[] {
  return blocks.map((block) => ({
    ...block,
    block_id: textOf(block['block_id']) ?? madeUp(desk),
    ...elementsWithIds(desk, block),
    ...(block['child_blocks'] === undefined
      ? {}
      : { child_blocks: withIds(desk, fieldsIn(block['child_blocks'])) }),
  }));
}

function elementsWithIds(desk: Desk, block: Fields): Fields {
  const type = block['type'];
  if (type === 'actions' || type === 'context_actions') {
    return { elements: fieldsIn(block['elements']).map((element) => withActionId(desk, element)) };
  }
  if (type === 'input' && isFields(block['element']))
    return { element: withActionId(desk, block['element']) };
  const accessory = block['accessory'];
  return isFields(accessory) && accessory['type'] !== 'image'
    ? { accessory: withActionId(desk, accessory) }
    : {};
}

function withActionId(desk: Desk, element: Fields): Fields {
  return { ...element, action_id: textOf(element['action_id']) ?? madeUp(desk) };
}

function madeUp(desk: Desk): string {
  return `auto${nextNumber(desk)}`;
}
