import { z } from 'zod';
import type { FeedbackParts } from '#block-kit/feedback.ts';
import type { ActionValue } from '#features/action-value.ts';

/** What a button of an answer says: the experiment, and the message that asked. */
export interface Answered {
  readonly experiment: string;
  readonly question: string;
}

/** The same, and whether the answer was of use. */
export interface Rated extends Answered {
  readonly isUseful: boolean;
}

/** The action of both thumbs. */
export const RATE = 'rate_answer';

const AnsweredSchema = z.object({ experiment: z.string(), question: z.string() });

/** Binds a button to an answer. */
export const answered: ActionValue<Answered, Answered> = {
  write: ({ experiment, question }) => ({ experiment, question }),
  schema: AnsweredSchema,
};

/** Binds a thumb to an answer. */
export const rated: ActionValue<Rated, Rated> = {
  write: ({ experiment, question, isUseful }) => ({ experiment, question, isUseful }),
  schema: AnsweredSchema.extend({ isUseful: z.boolean() }),
};

/** The thumbs under an answer. */
export function thumbs(value: Answered): FeedbackParts {
  const written = (isUseful: boolean) => JSON.stringify(rated.write({ ...value, isUseful }));
  return {
    actionId: RATE,
    good: { label: 'Useful', value: written(true) },
    bad: { label: 'Not useful', value: written(false) },
  };
}
