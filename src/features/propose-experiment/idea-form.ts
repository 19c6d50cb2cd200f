import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { checkboxes, conversationSelect, userSelect } from '#block-kit/choices.ts';
import { context } from '#block-kit/layout.ts';
import type { IdeaSource } from '#domain/backlog/idea-source.ts';
import type { OpenRequest } from '#domain/design/open-request.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { modalForm, type Submission } from '#features/modal-form.ts';
import { sourceWords } from '#features/source-words.ts';
import { ideaInput, ideaProblem, readIdea } from './idea-input.ts';
import { proposeExperiment } from './propose-experiment.ts';
import { chosenPlaceProblem, sharedMeanwhile } from './refuse-place.ts';

const Metadata = z.object({
  /** Left out if the form asks for the channel. */
  channel: z.string().optional(),
  source: z.object({ kind: z.literal('message'), link: z.string() }).optional(),
});
type Metadata = z.infer<typeof Metadata>;

const Values = z.looseObject({
  idea: z.looseObject({ idea: z.looseObject({ value: z.string().nullish() }) }),
  owner: z.looseObject({ owner: z.looseObject({ selected_user: z.string().nullish() }) }).optional(),
  channel: z
    .looseObject({ channel: z.looseObject({ selected_conversation: z.string().nullish() }) })
    .optional(),
  later: z
    .looseObject({ later: z.looseObject({ selected_options: z.array(z.unknown()).nullish() }) })
    .optional(),
});

/** The short form: the idea, and who answers for it. Everything else is left to the agents. */
export const ideaForm = modalForm({
  id: 'experiment_idea',
  metadata: Metadata,
  field: 'idea',
  submit: submitIdea,
});

/** What the short form opens with; an empty idea leaves its field empty. */
export interface GivenIdea {
  readonly idea: string;
  /** The chat user who is proposed as owner. */
  readonly owner: string;
  readonly note?: string | null;
}

/** The short form with what was typed in it. It asks for the channel if that is not known. */
export function ideaView(metadata: Metadata, given: GivenIdea): ModalView {
  return ideaForm.view(metadata, {
    title: 'New experiment',
    submit: 'Plan it',
    blocks: [
      ideaInput(given.idea === '' ? undefined : given.idea),
      ...(given.note == null ? [] : [context([given.note])]),
      ...(metadata.source === undefined ? [] : [sourceLine(metadata.source)]),
      ...(metadata.channel === undefined ? [channelField()] : []),
      userSelect({
        ...{ label: 'Owner: who answers for it', blockId: 'owner', actionId: 'owner' },
        ...{ optional: true, initial: given.owner, hint: 'If this is empty, you answer for it.' },
      }),
      checkboxes({
        ...{ label: 'Now or later', blockId: 'later', actionId: 'later', optional: true },
        choices: [
          {
            ...{ value: 'later', label: 'Keep it for later' },
            description: 'Nothing is posted, and no agent begins, until you plan it',
          },
        ],
      }),
      context([
        'Goal, guardrails, surface, repository, risk and lifts are chosen for you; the plan says why, and its button Edit changes them. `/experiment new`, typed in the channel, opens a form with all of it.',
      ]),
    ],
  });
}

function sourceLine(source: IdeaSource): KnownBlock {
  return context([`This idea comes ${sourceWords(source)}. The experiment keeps the link.`]);
}

function channelField() {
  return conversationSelect({
    ...{ label: 'Channel in which its thread begins', blockId: 'channel', actionId: 'channel' },
    hint: 'All who read that channel see the experiment.',
  });
}

async function submitIdea(coPilot: CoPilot, submission: Submission<Metadata>): Promise<void> {
  const { metadata, values, form, refuse, tell, close } = submission;
  const read = Values.safeParse(values);
  if (!read.success) return tell('The form could not be read. Close it and open it again.');
  const idea = readIdea(read.data.idea.idea.value);
  const problem = ideaProblem(idea);
  if (problem !== null) return refuse({ idea: problem });
  const chosen = read.data.channel?.channel.selected_conversation ?? '';
  const channel = metadata.channel ?? chosen;
  if (channel === '') return refuse({ channel: 'Choose a channel.' });
  const place =
    metadata.channel === undefined
      ? await chosenPlaceProblem(coPilot, channel)
      : await sharedMeanwhile(coPilot, channel);
  if (place !== null) return metadata.channel === undefined ? refuse({ channel: place }) : tell(place);
  const actor = await submission.actor();
  const owner = read.data.owner?.owner.selected_user ?? submission.user;
  const request: OpenRequest = { idea, owner, leftOpen: true };
  const isLater = (read.data.later?.later.selected_options ?? []).length > 0;
  const more = {
    ...(metadata.source === undefined ? {} : { source: metadata.source }),
    ...(isLater ? { later: true as const } : {}),
  };
  const result = await proposeExperiment(coPilot, { request, channel, form, actor, ...more });
  if (result.kind === 'ok') return close(keptWords(result.value));
  await tell(result.problem.message);
}

/** What is told of an idea that is kept for later, of which the channel shows nothing. */
function keptWords({ key, status }: Experiment): string | undefined {
  return status === 'backlog'
    ? `Kept for later as \`${key}\`. \`/experiment backlog\` shows it, and \`/experiment plan ${key}\` has it planned.`
    : undefined;
}
