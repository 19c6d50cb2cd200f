import { z } from 'zod';
import { EvidenceSchema } from '#features/evidence.ts';
import { checkFlagBefore } from '#features/guard-flag/check-flag.ts';
import { modalForm } from '#features/modal-form.ts';
import { tellRefusal } from '#features/press.ts';
import { DAYS, REASON } from './amend-fields.ts';
import { extendCommand } from './extend-command.ts';

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
