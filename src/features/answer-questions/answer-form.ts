import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { textInput } from '#block-kit/inputs.ts';
import { LONGEST_REPLY } from '#domain/design/answers.ts';
import { openQuestions } from '#domain/design/open-questions.ts';
import { EvidenceSchema } from '#features/evidence.ts';
import { modalForm } from '#features/modal-form.ts';
import { tellRefusal } from '#features/press.ts';
import { recordAnswers } from './answer-questions.ts';

/** The questions travel along: what was asked meanwhile is another question. */
const Metadata = EvidenceSchema.extend({ questions: z.array(z.string()) });
type Metadata = z.infer<typeof Metadata>;

const Field = z.looseObject({ value: z.string().nullish() });
const Values = z.record(z.string(), z.record(z.string(), Field));

const fieldOf = (index: number) => `answer-${index}`;

/** Asks what the supervisor asked, a field for each question. */
export const answerForm = modalForm({
  id: 'answer_questions',
  metadata: Metadata,
  field: fieldOf(0),
  submit: async (coPilot, { metadata, values, actor, tell, close }) => {
    const { experiment, message, questions } = metadata;
    const found = await coPilot.load(experiment);
    const open = found === null ? [] : openQuestions(found);
    if (open.length > 0 && open.join('\n') !== questions.join('\n')) {
      return tell(
        'Other questions are open by now. Close this form and answer the newest ones in the thread.',
      );
    }
    const read = Values.safeParse(values).data ?? {};
    const answers = questions.map((question, index) => ({
      question,
      answer: read[fieldOf(index)]?.[fieldOf(index)]?.value ?? '',
    }));
    const result = await recordAnswers(coPilot, experiment, { actor: await actor(), answers, message });
    if (result.kind === 'ok') return close();
    await tellRefusal(coPilot, { tell }, experiment, result.problem);
  },
});

/** The form for the message whose button was pressed. */
export function answerView(metadata: Metadata): ModalView {
  return answerForm.view(metadata, {
    title: 'Answer',
    submit: 'Answer',
    blocks: metadata.questions.map((question, index) =>
      textInput({
        label: question,
        blockId: fieldOf(index),
        actionId: fieldOf(index),
        multiline: true,
        // One answer may settle both.
        optional: index > 0,
        maxLength: LONGEST_REPLY,
      }),
    ),
  });
}
