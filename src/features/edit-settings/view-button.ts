import type { Button } from '@slack/types';
import { type ButtonParts, button } from '#block-kit/buttons.ts';

/** A button inside of a modal of the settings, which a `viewPress` of the same id hears. */
export function viewButton(parts: ButtonParts): Button {
  return button(parts);
}
