import { code } from '#block-kit/mrkdwn.ts';
import { ALERT_KINDS, isAlertName } from '#domain/alerts/alert-kinds.ts';
import type { SubcommandCall } from '#features/feature.ts';
import { refusalWords } from '#features/who-may.ts';

/** What a person typed to snooze a kind of alert. */
export interface TypedSnooze {
  readonly key: string;
  readonly alert: string;
  readonly days: number;
  readonly reason: string;
}

/** Snoozes a kind of alert of one experiment, and says in words what came of it. */
export async function snoozeTyped(
  { coPilot, command }: Pick<SubcommandCall, 'coPilot' | 'command'>,
  { key, alert, days, reason }: TypedSnooze,
): Promise<string> {
  if (!isAlertName(alert)) return `There is no such alert. These can be snoozed: ${snoozableNames()}.`;
  const given = {
    ...{ actor: await coPilot.people.actorOf(command.user_id), at: coPilot.clock.now() },
    reason: await coPilot.people.pseudonymise(reason),
  };
  const result = await coPilot.execute(key, {
    ...{ name: 'snoozeAlert', alert, days, message: null, told: true },
    ...given,
  });
  if (result.kind === 'refused') return refusalWords(coPilot, key, result.problem);
  return `Alerts that ${ALERT_KINDS[alert].words} are snoozed for ${days === 1 ? '1 day' : `${days} days`} in this experiment. If it is still open then, the bot tells it.`;
}

/** Ends the snooze of a kind of alert, and says in words what came of it. */
export async function endSnoozeTyped(
  { coPilot, command }: Pick<SubcommandCall, 'coPilot' | 'command'>,
  { key, alert }: Pick<TypedSnooze, 'key' | 'alert'>,
): Promise<string> {
  if (!isAlertName(alert)) return `There is no such alert. These can be snoozed: ${snoozableNames()}.`;
  const by = { actor: await coPilot.people.actorOf(command.user_id), at: coPilot.clock.now() };
  const result = await coPilot.execute(key, { name: 'endSnooze', alert, message: null, ...by });
  if (result.kind === 'refused') return refusalWords(coPilot, key, result.problem);
  return `Alerts that ${ALERT_KINDS[alert].words} are told again in this experiment.`;
}

function snoozableNames(): string {
  const names = Object.entries(ALERT_KINDS).filter(([, kind]) => kind.class === 'news');
  return names.map(([name]) => code(name)).join(', ');
}
