import { z } from 'zod';
import type { ExperimentRequest } from '#domain/plan.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { modalForm, type Submission } from '#features/modal-form.ts';
import { refreshCard } from '#features/thread/refresh-card.ts';
import type { Result } from '#shared/result.ts';
import { checkConfigurations } from './check-configurations.ts';
import { editRequest, proposeExperiment, type SubmittedRequest } from './propose-experiment.ts';
import { readForm } from './read-form.ts';
import { sharedMeanwhile } from './refuse-place.ts';

/** What the form is for: a new experiment in a channel, or the edit of one whose plan was seen. */
const FormPurpose = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('propose'), channel: z.string(), parent: z.string().optional() }),
  z.object({
    mode: z.literal('edit'),
    experiment: z.string(),
    planHash: z.string(),
    message: z.string(),
  }),
]);
export type FormPurpose = z.infer<typeof FormPurpose>;

/** The request form: it closes only when the request is in the journal. */
export const requestForm = modalForm({
  id: 'experiment_request',
  metadata: FormPurpose,
  field: 'idea',
  submit: submitRequest,
});

async function submitRequest(coPilot: CoPilot, submission: Submission<FormPurpose>): Promise<void> {
  const { metadata: purpose, values, form, refuse, tell, close } = submission;
  const request = readForm(values, coPilot.choices);
  if (request.kind === 'refused') return refuse(request.problem);
  const wrong = await checkConfigurations(coPilot, request.value);
  if (wrong !== null) return refuse({ configurations: wrong });
  const problem = purpose.mode === 'propose' ? await sharedMeanwhile(coPilot, purpose.channel) : null;
  if (problem !== null) return tell(problem);
  const actor = await submission.actor();
  const result = await carryOut(coPilot, purpose, { request: request.value, form, actor });
  if (result.kind === 'ok') return close();
  await tell(result.problem.message);
  if (purpose.mode === 'edit') await refreshCard(coPilot, purpose.experiment);
}

function carryOut(
  coPilot: CoPilot,
  purpose: FormPurpose,
  {
    request,
    form,
    actor,
  }: Pick<SubmittedRequest, 'form' | 'actor'> & { readonly request: ExperimentRequest },
): Promise<Result<unknown, Refusal>> {
  if (purpose.mode === 'propose') {
    const { channel, parent } = purpose;
    const lineage = parent === undefined ? {} : { parent };
    return proposeExperiment(coPilot, { request, channel, form, actor, ...lineage });
  }
  // The empty string stands for "none": an experiment without a plan, a message that is not in the thread.
  const planHash = purpose.planHash === '' ? null : purpose.planHash;
  const message = purpose.message === '' ? null : purpose.message;
  return editRequest(coPilot, { experiment: purpose.experiment, request, planHash, message, actor });
}
