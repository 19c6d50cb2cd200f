import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import type { Refusal } from '#domain/refusal.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { reportFault } from '#features/report-fault.ts';
import { refreshCard } from '#features/thread/refresh-card.ts';
import type { Result } from '#shared/result.ts';
import { editRequest, type Proposal, proposeExperiment } from './propose-experiment.ts';
import { readForm } from './read-form.ts';

const Purpose = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('propose'), channel: z.string() }),
  z.object({
    mode: z.literal('edit'),
    experiment: z.string(),
    planHash: z.string(),
    message: z.string(),
  }),
]);
type Purpose = z.infer<typeof Purpose>;

type Listener = Pick<SlackViewMiddlewareArgs<ViewSubmitAction>, 'ack' | 'body' | 'view'>;

/**
 * The submitted form. What cannot be taken is told at its field and the form stays open, so that nobody types twice;
 * the modal closes only when the request is in the journal.
 */
export async function submitRequest(coPilot: CoPilot, { ack, body, view }: Listener): Promise<void> {
  const refuseWith = async (errors: Record<string, string>) => {
    await ack({ response_action: 'errors', errors });
  };
  const tell = (text: string) => refuseWith({ idea: text });
  await reportFault(coPilot.log, 'submit-request', tell, async () => {
    const purpose = purposeOf(view.private_metadata);
    if (purpose === null) return tell('This form is too old. Close it and open it again.');
    const form = readForm(view.state.values, coPilot.choices);
    if (form.kind === 'refused') return refuseWith({ ...form.problem });
    const actor = await coPilot.people.actorOf(body.user.id);
    const result = await carryOut(coPilot, purpose, { request: form.value, form: view.id, actor });
    if (result.kind === 'ok') return ack();
    await tell(result.problem.message);
    if (purpose.mode === 'edit') await refreshCard(coPilot, purpose.experiment);
  });
}

function carryOut(
  coPilot: CoPilot,
  purpose: Purpose,
  { request, form, actor }: Pick<Proposal, 'request' | 'form' | 'actor'>,
): Promise<Result<unknown, Refusal>> {
  if (purpose.mode === 'propose') {
    return proposeExperiment(coPilot, { request, channel: purpose.channel, form, actor });
  }
  // The empty string stands for "none": an experiment without a plan, a message that is not in the thread.
  const planHash = purpose.planHash === '' ? null : purpose.planHash;
  const message = purpose.message === '' ? null : purpose.message;
  return editRequest(coPilot, { experiment: purpose.experiment, request, planHash, message, actor });
}

function purposeOf(metadata: string): Purpose | null {
  try {
    const parsed = Purpose.safeParse(JSON.parse(metadata));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
