import type { PersonActor } from '#domain/actor.ts';
import type { PersonBody } from '#domain/command.ts';
import { decide } from '#domain/decide.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Evidence } from '#features/evidence.ts';
import type { FormClient } from '#features/form-client.ts';
import { refreshCard } from '#features/thread/refresh-card.ts';
import { refusalWords } from '#features/who-may.ts';

/** A pressed button, as the handlers of slices see it. */
export interface Press<Value = Evidence> {
  readonly value: Value;
  readonly actor: PersonActor;
  readonly triggerId: string;
  readonly client: FormClient;
  /** Answers Slack before work that may take long: only for what leaves nothing undone if that work fails. */
  readonly ack: () => Promise<void>;
  /** Says something to the presser alone. Does not acknowledge: see `action`. */
  readonly tell: (text: string) => Promise<void>;
  /** Puts a text in the place of the message with the button, which the presser alone sees. Does not acknowledge. */
  readonly replace: (text: string) => Promise<void>;
}

/** Whom to tell, and how to answer Slack if it is not answered by the telling. */
type Told = Pick<Press, 'tell'> & Partial<Pick<Press, 'ack'>>;

/**
 * Whether a command would be taken as things stand, before a form asks for its words: a form that cannot be taken must not
 * open. A refusal is told and the card refreshed, as if the command had been given. Any words do in place of the form's.
 */
export async function isStillPossible(coPilot: CoPilot, press: Press, body: PersonBody): Promise<boolean> {
  const { experiment } = press.value;
  const command = { ...body, actor: press.actor, at: coPilot.clock.now() };
  const found = await coPilot.load(experiment);
  const decided = decide(found, command);
  const problem =
    (found === null ? null : await coPilot.sight.refusal(found.delivery.channel)) ??
    (decided.kind === 'refused' ? decided.problem : null);
  if (problem === null) return true;
  await tellPresser(coPilot, press, experiment, problem);
  return false;
}

/** Executes a person's command; a refusal is told to them alone, and the card shows what is true now. */
export async function executePress(
  coPilot: CoPilot,
  press: Pick<Press, 'actor'> & Told,
  experiment: string,
  body: PersonBody,
): Promise<boolean> {
  const result = await coPilot.execute(experiment, { ...body, actor: press.actor, at: coPilot.clock.now() });
  if (result.kind === 'ok') return true;
  await tellPresser(coPilot, press, experiment, result.problem);
  return false;
}

/** As `tellRefusal`, to a person who reads mrkdwn: it names who may do it if another approver has to. */
export async function tellPresser(
  coPilot: CoPilot,
  press: Told,
  experiment: string,
  problem: Refusal,
): Promise<void> {
  const message = await refusalWords(coPilot, experiment, problem);
  await tellRefusal(coPilot, press, experiment, { ...problem, message });
}

/** Tells a person that their act was refused, then answers Slack, and brings the card to what is true now. */
export async function tellRefusal(
  coPilot: CoPilot,
  { tell, ack }: Told,
  experiment: string,
  { message }: Refusal,
): Promise<void> {
  await tell(message);
  await ack?.();
  await refreshCard(coPilot, experiment);
}
