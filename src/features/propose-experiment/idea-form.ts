import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { userSelect } from '#block-kit/choices.ts';
import { context } from '#block-kit/layout.ts';
import type { OpenRequest } from '#domain/design/open-request.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { modalForm, type Submission } from '#features/modal-form.ts';
import { ideaInput, ideaProblem, readIdea } from './idea-input.ts';
import { proposeExperiment } from './propose-experiment.ts';
import { sharedMeanwhile } from './refuse-place.ts';

const Metadata = z.object({ channel: z.string() });
type Metadata = z.infer<typeof Metadata>;

const Values = z.looseObject({
  idea: z.looseObject({ idea: z.looseObject({ value: z.string().nullish() }) }),
  owner: z.looseObject({ owner: z.looseObject({ selected_user: z.string().nullish() }) }).optional(),
});

/** The short form: the idea, and who answers for it. Everything else is left to the agents. */
export const ideaForm = modalForm({
  id: 'experiment_idea',
  metadata: Metadata,
  field: 'idea',
  submit: submitIdea,
});

/** The short form with what was typed in it; an empty idea leaves its field empty. */
export function ideaView(
  metadata: Metadata,
  given: { readonly idea: string; readonly owner: string; readonly note?: string | null },
): ModalView {
  return ideaForm.view(metadata, {
    title: 'New experiment',
    submit: 'Plan it',
    blocks: [
      ideaInput(given.idea === '' ? undefined : given.idea),
      ...(given.note == null ? [] : [context([given.note])]),
      userSelect({
        ...{ label: 'Owner: who answers for it', blockId: 'owner', actionId: 'owner' },
        ...{ optional: true, initial: given.owner, hint: 'If this is empty, you answer for it.' },
      }),
      context([
        'Goal, guardrails, surface, repository, risk and lifts are chosen for you; the plan says why, and its button Edit changes them. `/experiment new`, typed in the channel, opens a form with all of it.',
      ]),
    ],
  });
}

async function submitIdea(coPilot: CoPilot, submission: Submission<Metadata>): Promise<void> {
  const { metadata, values, form, refuse, tell, close } = submission;
  const read = Values.safeParse(values);
  if (!read.success) return tell('The form could not be read. Close it and open it again.');
  const idea = readIdea(read.data.idea.idea.value);
  const problem = ideaProblem(idea);
  if (problem !== null) return refuse({ idea: problem });
  const shared = await sharedMeanwhile(coPilot, metadata.channel);
  if (shared !== null) return tell(shared);
  const actor = await submission.actor();
  const owner = read.data.owner?.owner.selected_user ?? submission.user;
  const request: OpenRequest = { idea, owner, leftOpen: true };
  const result = await proposeExperiment(coPilot, { request, channel: metadata.channel, form, actor });
  if (result.kind === 'ok') return close();
  await tell(result.problem.message);
}
