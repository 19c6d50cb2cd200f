import { z } from 'zod';
import { chosenName } from '#desk/block-kit/press-html.ts';
import type { PressedAt } from './act.ts';

const InForm = z.object({ action: z.string(), value: z.string().optional() });

/** Which button was pressed, or what was chosen in which menu, as a page sends it; null if it says nothing of the kind. */
export function readPressed(sent: URLSearchParams): PressedAt | null {
  const pressed = sent.get('pressed');
  if (pressed === null) {
    const action = sent.get('action');
    return action === null ? null : { action, value: sent.get('value') ?? '' };
  }
  const read = InForm.safeParse(parsed(pressed));
  if (!read.success) return null;
  const { action, value = sent.get(chosenName(action)) ?? '' } = read.data;
  return { action, value };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
