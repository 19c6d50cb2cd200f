import type { ContextActionsBlock } from '@slack/types';
import { wholeValue } from './buttons.ts';
import { limits } from './limits.ts';
import { plainText } from './text.ts';

/** Two thumbs under an answer: the action that a press sends, and the value of each. */
export interface FeedbackParts {
  readonly actionId: string;
  readonly good: { readonly label: string; readonly value: string };
  readonly bad: { readonly label: string; readonly value: string };
}

/**
 * The row with both.
 * @throws RangeError for a value over 2,000 characters: half a value is a wrong value
 */
export function feedbackButtons({ actionId, good, bad }: FeedbackParts): ContextActionsBlock {
  return {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: actionId,
        positive_button: thumb(good),
        negative_button: thumb(bad),
      },
    ],
  };
}

function thumb({ label, value }: FeedbackParts['good']) {
  return {
    text: plainText(label, limits.button.text),
    accessibility_label: label,
    value: wholeValue(value, limits.button.value),
  };
}
