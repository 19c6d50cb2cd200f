import type { CoPilot } from '#features/co-pilot.ts';
import type { TypedCommand } from '#features/feature.ts';
import type { FormClient } from '#features/form-client.ts';
import { maskNote } from '#features/mask-note.ts';
import { ideaView } from './idea-form.ts';
import { requestModal } from './modal.ts';

/** A typed command, and how to open a form for it. */
interface Typed {
  readonly client: FormClient;
  readonly command: TypedCommand;
}

/** Opens the short form with the idea in it; the person who typed the command is proposed as owner. */
export async function openRequestForm(
  { agents: { redaction } }: Pick<CoPilot, 'agents'>,
  { client, command }: Typed,
  typed: string,
): Promise<void> {
  const idea = redaction.withoutSecrets(typed);
  const view = ideaView(
    { channel: command.channel_id },
    { idea, owner: command.user_id, note: maskNote(typed, idea) },
  );
  await client.views.open({ trigger_id: command.trigger_id, view });
}

/** Opens the form with every part of a request; an empty idea leaves its field empty. */
export async function openWholeForm(
  { choices, agents: { redaction } }: Pick<CoPilot, 'choices' | 'agents'>,
  { client, command }: Typed,
  idea: string,
): Promise<void> {
  const purpose = { mode: 'propose', channel: command.channel_id } as const;
  const words = idea === '' ? {} : { idea: redaction.withoutSecrets(idea) };
  const view = requestModal({ purpose, choices, values: { ...words, owner: command.user_id } });
  await client.views.open({ trigger_id: command.trigger_id, view });
}
