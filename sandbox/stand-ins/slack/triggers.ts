import { type Answer, bad } from './answer.ts';
import { type Desk, nextNumber } from './desk.ts';
import { textOf } from './fields.ts';
import type { SlackTrigger } from './state.ts';

/** How long a trigger lasts, in milliseconds. */
const triggerLife = 3_000;

/** Gives leave to open one modal for a person; `viewId` is the modal it was given in, if any. */
export function newTrigger(desk: Desk, user: string, viewId: string | null = null): string {
  const id = `${nextNumber(desk)}.${desk.state.team.id.slice(1)}.${desk.state.app.id.toLowerCase()}`;
  desk.state.triggers[id] = { user, viewId, expiresAt: desk.now() + triggerLife, isUsed: false };
  return id;
}

/** Uses a trigger up; or tells in Slack's words why it cannot be used. */
export function useTrigger(desk: Desk, value: unknown): SlackTrigger | Answer {
  const id = textOf(value);
  if (id === undefined) return bad('invalid_arguments');
  const trigger = desk.state.triggers[id];
  if (trigger === undefined) return bad('invalid_trigger_id');
  if (trigger.isUsed) return bad('exchanged_trigger_id');
  if (desk.now() > trigger.expiresAt) return bad('expired_trigger_id');
  desk.state.triggers[id] = { ...trigger, isUsed: true };
  return trigger;
}
