import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { textInput } from '#block-kit/inputs.ts';
import type { PersonBody } from '#domain/command.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Evidence } from '#features/evidence.ts';
import { modalForm, type Submission, type Submittable } from '#features/modal-form.ts';
import { isStillPossible, type Press, tellRefusal } from '#features/press.ts';

const FIELD = 'reason';
const SHORTEST = 3;

const Values = z.looseObject({
  [FIELD]: z.looseObject({ [FIELD]: z.looseObject({ value: z.string().trim().min(SHORTEST) }) }),
});

/** A form that asks for a reason and gives a command with it. */
export interface ReasonForm<Metadata extends Evidence> extends Submittable {
  readonly view: (metadata: Metadata, question: string) => ModalView;
  readonly commandOf: (metadata: Metadata, reason: string) => PersonBody;
}

/** Declares a form that asks one question; the value of the pressed button travels along. */
export function reasonForm<Metadata extends Evidence>(parts: {
  readonly id: string;
  readonly metadata: z.ZodType<Metadata>;
  readonly title: string;
  /** The words of the button that submits. */
  readonly submit: string;
  readonly commandOf: (metadata: Metadata, reason: string) => PersonBody;
  /** What has to be looked at again right before the command, because it may have changed while the form lay open. */
  readonly lookBefore?: (coPilot: CoPilot, experiment: string) => Promise<void>;
}): ReasonForm<Metadata> {
  const { id, metadata, title, submit, commandOf, lookBefore } = parts;
  const form = modalForm({
    id,
    metadata,
    field: FIELD,
    submit: async (coPilot, submission: Submission<Metadata>) => {
      await lookBefore?.(coPilot, submission.metadata.experiment);
      await giveReason(coPilot, submission, commandOf);
    },
  });
  return {
    ...form,
    commandOf,
    view: (value, question) =>
      form.view(value, {
        title,
        submit,
        blocks: [
          textInput({
            label: question,
            blockId: FIELD,
            actionId: FIELD,
            multiline: true,
            minLength: SHORTEST,
            maxLength: 1_000,
          }),
        ],
      }),
  };
}

/** Opens the form of a pressed button, if its command would be taken as things stand. */
export async function askForReason(
  coPilot: CoPilot,
  press: Press,
  form: ReasonForm<Evidence>,
  question: string,
): Promise<void> {
  const { client, triggerId, value } = press;
  if (!(await isStillPossible(coPilot, press, form.commandOf(value, '…')))) return;
  await client.views.open({ trigger_id: triggerId, view: form.view(value, question) });
}

async function giveReason<Metadata extends Evidence>(
  coPilot: CoPilot,
  { metadata, values, actor, tell, close }: Submission<Metadata>,
  commandOf: (metadata: Metadata, reason: string) => PersonBody,
): Promise<void> {
  const read = Values.safeParse(values);
  if (!read.success) return tell('Write a few words, so that others understand it later.');
  const reason = await coPilot.people.pseudonymise(read.data[FIELD][FIELD].value);
  const command = commandOf(metadata, reason);
  const result = await coPilot.execute(metadata.experiment, {
    ...command,
    actor: await actor(),
    at: coPilot.clock.now(),
  });
  if (result.kind === 'ok') return close();
  await tellRefusal(coPilot, { tell }, metadata.experiment, result.problem);
}
