import { BOT } from '#domain/actor.ts';
import { alertsIn } from '#domain/alerts/alerts-in.ts';
import { wasHeld } from '#domain/alerts/guards.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Performance } from '#journal/perform.ts';
import { routeAlert } from './route-alert.ts';

/** Mentions at the head of a text: the collecting message names people by itself. */
const MENTIONS = /^(?:<@[^>]+>\s*)+/;

/**
 * Whether a post waits for the message that collects the alerts of its channel, because it is an alert that may wait. That it waits stands
 * in the journal when this resolves. `said` gives what it would say, mrkdwn.
 */
export async function isHeldBack(
  coPilot: Pick<CoPilot, 'chat' | 'choices' | 'clock' | 'store' | 'execute'>,
  { effect: { topic }, key, experiment, then }: Performance<'post'>,
  said: () => string,
): Promise<boolean> {
  const keys = alertsIn(topic, then);
  if (keys.length === 0) return false;
  if (wasHeld(experiment, key)) return true;
  const waiting = await routeAlert(coPilot, experiment, { effect: key, topic, keys });
  if (waiting === null) return false;
  const held = { effect: key, topic, keys, ...waiting, text: said().replace(MENTIONS, '') };
  const command = { name: 'holdAlert', held, actor: BOT, at: coPilot.clock.now() } as const;
  await coPilot.execute(experiment.key, command);
  return true;
}
