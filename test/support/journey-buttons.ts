import type { Fields } from '#sandbox/stand-ins/slack/fields.ts';
import { everyElement } from '#sandbox/stand-ins/slack/people/find-element.ts';

const shown = new Set<string>();
const pressed = new Set<string>();

/** Action ids of the buttons of these blocks. */
export function buttonsIn(blocks: readonly Fields[]): readonly string[] {
  return everyElement(blocks).flatMap(({ element }) => {
    const id = element['action_id'];
    return element['type'] === 'button' && typeof id === 'string' ? [id] : [];
  });
}

/** Remembers the buttons that somebody could see. */
export function noteShown(blocks: readonly Fields[]): void {
  for (const id of buttonsIn(blocks)) shown.add(id);
}

/** Remembers that a button was pressed. */
export function notePressed(actionId: string): void {
  pressed.add(actionId);
}

/** Every button that any journey of this process showed, and every one that was pressed. */
export function buttonsSoFar(): { readonly shown: readonly string[]; readonly pressed: readonly string[] } {
  return { shown: [...shown].sort(), pressed: [...pressed].sort() };
}
