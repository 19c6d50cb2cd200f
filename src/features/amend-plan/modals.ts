import { z } from 'zod';
import { EvidenceSchema } from '#features/evidence.ts';
import { checkFlagBefore } from '#features/guard-flag/check-flag.ts';
import { modalForm } from '#features/modal-form.ts';
import { tellRefusal } from '#features/press.ts';
import { DAYS, REASON } from './amend-fields.ts';
import { extendCommand } from './extend-command.ts';
import { readAmendment } from './read-amendment.ts';

const Values = z.looseObject({
  [DAYS]: z.looseObject({ [DAYS]: z.looseObject({ selected_option: z.object({ value: z.string() }) }) }),
  [REASON]: z.looseObject({ [REASON]: z.looseObject({ value: z.string().trim().min(3) }) }),
});

/** Asks until when the experiment should run, and why. */
export const extendForm = modalForm({
  id: 'extend_experiment',
  metadata: EvidenceSchema,
  field: REASON,
  submit: async (coPilot, { metadata, values, actor, tell, close }) => {
    const read = Values.safeParse(values);
    if (!read.success)
      return tell('Choose an end, and write a few words, so that others understand it later.');
    const { [DAYS]: days, [REASON]: why } = read.data;
    const reason = await coPilot.people.pseudonymise(why[REASON].value);
    await checkFlagBefore(coPilot, metadata.experiment);
    const command = extendCommand(metadata, Number(days[DAYS].selected_option.value), reason);
    const result = await coPilot.execute(metadata.experiment, {
      ...command,
      actor: await actor(),
      at: coPilot.clock.now(),
    });
    if (result.kind === 'ok') return close();
    await tellRefusal(coPilot, { tell }, metadata.experiment, result.problem);
  },
});

/** Asks what of the plan should change, and why. */
export const amendForm = modalForm({
  id: 'amend_plan',
  metadata: EvidenceSchema,
  field: REASON,
  submit: async (coPilot, { metadata, values, actor, refuse, tell, close }) => {
    const { experiment: key, planHash } = metadata;
    const experiment = await coPilot.load(key);
    if (experiment?.design == null) return tell('This experiment is gone. Close the form.');
    const read = await readAmendment(coPilot, experiment.design.plan, values);
    if (read.kind === 'refused') return refuse(read.problem);
    const command = { name: 'proposeAmendment', ...read.value, planHash } as const;
    const result = await coPilot.execute(key, { ...command, actor: await actor(), at: coPilot.clock.now() });
    if (result.kind === 'ok') return close();
    await tellRefusal(coPilot, { tell }, key, result.problem);
  },
});
