import type { WebClient } from '@slack/web-api';
import type { CoPilot } from '#features/co-pilot.ts';
import type { TypedCommand } from '#features/feature.ts';
import { requestModal } from './modal.ts';

/** Opens the form of a new experiment with the idea in it; the person who typed the command is proposed as owner. */
export async function openRequestForm(
  { choices }: Pick<CoPilot, 'choices'>,
  { client, command }: { readonly client: WebClient; readonly command: TypedCommand },
  idea: string,
): Promise<void> {
  const purpose = { mode: 'propose', channel: command.channel_id } as const;
  const view = requestModal({ purpose, choices, values: { idea, owner: command.user_id } });
  await client.views.open({ trigger_id: command.trigger_id, view });
}
