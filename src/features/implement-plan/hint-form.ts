import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { textInput } from '#block-kit/inputs.ts';
import { type Evidence, EvidenceSchema } from '#features/evidence.ts';
import { modalForm } from '#features/modal-form.ts';
import { tellRefusal } from '#features/press.ts';

const FIELD = 'hint';
const LONGEST = 2_000;

const Values = z.looseObject({
  [FIELD]: z.looseObject({ [FIELD]: z.looseObject({ value: z.string().trim().nullish() }) }),
});

/** Asks for what the agents should know before they try again; it may stay empty. */
export const hintForm = modalForm({
  id: 'retry_implementation',
  metadata: EvidenceSchema,
  field: FIELD,
  submit: async (coPilot, { metadata, values, actor, tell, close }) => {
    const typed = Values.safeParse(values).data?.[FIELD][FIELD].value ?? '';
    const hint = typed === '' ? {} : { hint: await coPilot.people.pseudonymise(typed) };
    const result = await coPilot.execute(metadata.experiment, {
      ...{ name: 'retryImplementation', message: metadata.message, ...hint },
      ...{ actor: await actor(), at: coPilot.clock.now() },
    });
    if (result.kind === 'ok') return close();
    await tellRefusal(coPilot, { tell }, metadata.experiment, result.problem);
  },
});

/** The form for the message whose button was pressed. */
export function hintView(evidence: Evidence): ModalView {
  return hintForm.view(evidence, {
    title: 'Try again',
    submit: 'Try again',
    blocks: [
      textInput({
        label: 'What should the agents know?',
        hint: 'For example which file reads flags. It is shown in the thread and given to the agents as a hint; it changes no check.',
        blockId: FIELD,
        actionId: FIELD,
        multiline: true,
        optional: true,
        maxLength: LONGEST,
      }),
    ],
  });
}
