import { type Fields, fieldsIn, fieldsOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { elementsOf } from '#sandbox/stand-ins/slack/initial-values.ts';

/** Which element is meant: by action id, by what it says, by its block or value. */
export interface Target {
  readonly actionId?: string;
  readonly label?: string;
  readonly blockId?: string;
  readonly value?: string;
}

/** An element and the block it stands in. */
export interface Found {
  readonly block: Fields;
  readonly element: Fields;
}

/** The one element that is meant. Throws if there is none, or if there are several. */
export function findElement(blocks: readonly Fields[], target: Target): Found {
  const all = everyElement(blocks);
  const found = all.filter(({ block, element }) => isMeant(block, element, target));
  const [only, second] = found;
  if (only !== undefined && second === undefined) return only;
  const there = all
    .map(({ element }) => `${textOf(element['action_id']) ?? ''} (${labelOf(element)})`)
    .join(', ');
  throw new Error(`${found.length} elements match ${JSON.stringify(target)}; there are: ${there || 'none'}`);
}

/** Every interactive element with its block, containers opened. */
export function everyElement(blocks: readonly Fields[]): readonly Found[] {
  return blocks.flatMap((block) => {
    const inner = everyElement(fieldsIn(block['child_blocks']));
    if (inner.length > 0) return inner;
    return elementsOf(block).map((element) => ({ block, element }));
  });
}

function isMeant(block: Fields, element: Fields, target: Target): boolean {
  return (
    (target.actionId === undefined || element['action_id'] === target.actionId) &&
    (target.blockId === undefined || block['block_id'] === target.blockId) &&
    (target.value === undefined || element['value'] === target.value) &&
    (target.label === undefined || labelOf(element) === target.label)
  );
}

function labelOf(element: Fields): string {
  return textOf(fieldsOf(element['text'])['text']) ?? '';
}
