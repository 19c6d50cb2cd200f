import { section } from '#block-kit/layout.ts';
import { modal } from '#block-kit/view.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { FormClient } from '#features/form-client.ts';
import { maskNote } from '#features/mask-note.ts';
import { notSetUp } from '#features/not-set-up.ts';
import { ideaView } from '#features/propose-experiment/idea-form.ts';
import { elsewhereNote } from '#features/propose-experiment/refuse-place.ts';
import { withoutHidden } from '#shared/hidden-signs.ts';

/** What a form is opened with, and for whom. */
export interface Opening {
  readonly client: FormClient;
  readonly triggerId: string;
  /** The chat user, who is proposed as owner. */
  readonly user: string;
}

/** A message whose words become an idea. */
export interface IdeaMessage {
  readonly channel: string;
  /** The name of the channel as Slack says it; empty if it does not. */
  readonly channelName: string;
  readonly ts: string;
  /** As it was typed. */
  readonly text: string;
}

const EXTERNAL =
  'You belong to another company, so you cannot propose an experiment here. A member of this workspace can.';

/**
 * Opens the short form with the words and the address of a message. It begins in the channel of the message, or asks for another one if
 * that has no room for a thread. Secrets in the words are masked.
 */
export async function openIdeaOf(coPilot: CoPilot, opening: Opening, message: IdeaMessage): Promise<void> {
  const { chat, agents } = coPilot;
  const refusal = coPilot.sight.isExternal ? EXTERNAL : notSetUp(coPilot);
  if (refusal !== null) return openWords(opening, refusal);
  const { channel, ts } = message;
  const [place, link] = await Promise.all([
    chat.placeOf(channel, message.channelName),
    chat.linkTo(channel, ts),
  ]);
  // Elsewhere, an address of a private place leads its readers to nothing.
  const isReadable = place === 'usual' || (await chat.isPublic(channel).catch(() => false));
  const typed = withoutHidden(message.text).trim();
  const idea = agents.redaction.withoutSecrets(typed);
  const notes = [maskNote(typed, idea), elsewhereNote(place)].filter((note) => note !== null);
  const metadata = {
    ...(place === 'usual' ? { channel } : {}),
    ...(link === null || !isReadable ? {} : { source: { kind: 'message' as const, link } }),
  };
  const note = notes.length === 0 ? null : notes.join('\n');
  const view = ideaView(metadata, { idea, owner: opening.user, note });
  await opening.client.views.open({ trigger_id: opening.triggerId, view });
}

/** Opens the empty form, which asks for the channel. */
export async function openEmptyIdea(coPilot: CoPilot, opening: Opening): Promise<void> {
  const refusal = coPilot.sight.isExternal ? EXTERNAL : notSetUp(coPilot);
  if (refusal !== null) return openWords(opening, refusal);
  const view = ideaView({}, { idea: '', owner: opening.user });
  await opening.client.views.open({ trigger_id: opening.triggerId, view });
}

/** Says something to a person who chose a shortcut: a global one has no place for an answer but a form. */
export async function openWords({ client, triggerId }: Opening, text: string): Promise<void> {
  const view = modal({
    ...{ title: 'New experiment', callbackId: 'experiment_words', close: 'Close' },
    blocks: [section(text)],
  });
  await client.views.open({ trigger_id: triggerId, view });
}
