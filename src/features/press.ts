import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { PersonActor } from '#domain/actor.ts';
import type { PersonBody } from '#domain/command.ts';
import { decide } from '#domain/decide.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { reportFault } from '#features/report-fault.ts';
import { refreshCard } from '#features/thread/refresh-card.ts';

/** What a button carries: the evidence that the press is bound to, and the message to stamp. */
export const ButtonValue = z.object({
  experiment: z.string(),
  message: z.string().nullable().default(null),
  planHash: z.string().default(''),
  snapshotHash: z.string().default(''),
  flagVersion: z.string().default(''),
  effect: z.string().default(''),
});
export type ButtonValue = z.infer<typeof ButtonValue>;

/** A pressed button, as the handlers of slices see it. */
export interface Press {
  readonly value: ButtonValue;
  readonly actor: PersonActor;
  readonly user: string;
  readonly triggerId: string;
  readonly channel: string;
  readonly client: WebClient;
  /** Answers Slack before work that may take long: only for what leaves nothing undone where that work fails. */
  readonly ack: () => Promise<void>;
  /** Says something to the presser alone. Does not acknowledge: see `onPress`. */
  readonly tell: (text: string) => Promise<void>;
}

/**
 * Registers a button. A press is acknowledged when it is in the journal, so that none is lost that Slack believes to be
 * taken; a value that is not ours, a refusal and any fault reach the person as one plain sentence.
 *
 * Slack shows nothing of the acknowledgement, which to the person looks as if the press was taken. So whoever is to be
 * told otherwise is told first; where that fails, the press is not acknowledged and Slack shows that it did not work.
 */
export function onPress(
  app: App,
  coPilot: CoPilot,
  actionId: string,
  handle: (press: Press) => Promise<void>,
): void {
  app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, action, body, client, respond }) => {
    const acknowledge = onceOnly(ack);
    const tell = async (text: string) => {
      // Where the button is: in the thread, next to what was pressed.
      const thread = body.message?.['thread_ts'];
      const place = typeof thread === 'string' ? { thread_ts: thread } : {};
      await respond({ text, response_type: 'ephemeral', replace_original: false, ...place });
    };
    await reportFault(coPilot.log, actionId, tell, async () => {
      const value = parseValue(action.value);
      if (value === null)
        return tell('This button is too old to be understood. Use the newest message in the thread.');
      await handle({
        value,
        actor: await coPilot.people.actorOf(body.user.id),
        user: body.user.id,
        triggerId: body.trigger_id,
        channel: body.channel?.id ?? '',
        client,
        ack: acknowledge,
        tell,
      });
    });
    await acknowledge();
  });
}

/** Acknowledges at the first call and does nothing at the others. */
export function onceOnly(ack: () => Promise<void>): () => Promise<void> {
  let first: Promise<void> | null = null;
  return () => {
    first ??= ack();
    return first;
  };
}

function parseValue(text: string | undefined): ButtonValue | null {
  try {
    const parsed = ButtonValue.safeParse(JSON.parse(text ?? ''));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * Whether a command would be taken as things stand, before a form asks for its words: nobody is to fill in what cannot be
 * taken. A refusal is told and the card refreshed, as if the command had been given. Any words do in place of the form's.
 */
export async function isStillPossible(coPilot: CoPilot, press: Press, body: PersonBody): Promise<boolean> {
  const { experiment } = press.value;
  const command = { ...body, actor: press.actor, at: coPilot.clock.now() };
  const decided = decide(await coPilot.load(experiment), command);
  if (decided.kind === 'ok') return true;
  await tellRefusal(coPilot, press, experiment, decided.problem);
  return false;
}

/** Executes a person's command; a refusal is told to them alone, and the card shows what is true now. */
export async function executePress(
  coPilot: CoPilot,
  press: Pick<Press, 'actor' | 'tell'> & Partial<Pick<Press, 'ack'>>,
  experiment: string,
  body: PersonBody,
): Promise<boolean> {
  const result = await coPilot.execute(experiment, { ...body, actor: press.actor, at: coPilot.clock.now() });
  if (result.kind === 'ok') return true;
  await tellRefusal(coPilot, press, experiment, result.problem);
  return false;
}

/** Tells a person that their act was refused, then answers Slack, and brings the card to what is true now. */
export async function tellRefusal(
  coPilot: CoPilot,
  { tell, ack }: Pick<Press, 'tell'> & Partial<Pick<Press, 'ack'>>,
  experiment: string,
  { message }: Refusal,
): Promise<void> {
  await tell(message);
  await ack?.();
  await refreshCard(coPilot, experiment);
}
