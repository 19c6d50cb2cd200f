import type { App, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import type { PersonBody } from '#domain/command.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { ButtonValue, tellRefusal } from '#features/press.ts';
import { reportFault } from '#features/report-fault.ts';

const Reason = z.looseObject({
  reason: z.looseObject({ reason: z.looseObject({ value: z.string().trim().min(3) }) }),
});

/**
 * Registers a modal that asks for a reason. What is refused is told in the form, which stays open; it closes when the
 * command is in the journal.
 */
export function onReason(
  app: App,
  coPilot: CoPilot,
  callbackId: string,
  commandOf: (value: ButtonValue, reason: string, metadata: unknown) => PersonBody,
): void {
  app.view<ViewSubmitAction>(callbackId, async ({ ack, body, view }) => {
    const tell = (text: string) => ack({ response_action: 'errors', errors: { reason: text } });
    await reportFault(coPilot.log, callbackId, tell, async () => {
      const reason = Reason.safeParse(view.state.values);
      if (!reason.success) return tell('Write a few words, so that others understand it later.');
      const { metadata, value } = pressedIn(view.private_metadata);
      if (value === null) return tell('This form is too old. Close it and press the button again.');
      const text = await coPilot.people.pseudonymise(reason.data.reason.reason.value);
      const actor = await coPilot.people.actorOf(body.user.id);
      const command = commandOf(value, text, metadata);
      const result = await coPilot.execute(value.experiment, { ...command, actor, at: coPilot.clock.now() });
      if (result.kind === 'ok') return ack();
      await tellRefusal(coPilot, { tell }, value.experiment, result.problem);
    });
  });
}

/** What the form was opened with, and the pressed button in it; null where that is none of ours. */
function pressedIn(text: string): { readonly metadata: unknown; readonly value: ButtonValue | null } {
  try {
    const metadata: unknown = JSON.parse(text);
    return { metadata, value: ButtonValue.safeParse(metadata).data ?? null };
  } catch {
    return { metadata: null, value: null };
  }
}
