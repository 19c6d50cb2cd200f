import { alertsIn } from '#domain/alerts/alerts-in.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Topic } from '#domain/topic.ts';
import type { Call } from '#features/call-people/call-of.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { ownValue } from '#shared/own-value.ts';

/** Alerts that are about the place at which units meet the change. */
const OF_SURFACE = /^(?:no-exposures|exposures-stalled|split-warning)/;

/**
 * Whom alerts of these keys concern, by pseudonym: the owner of the experiment, and the owners of its surface and of the metrics that the alerts are about,
 * as the settings name them now.
 */
export async function concernedBy(
  { choices, people }: Pick<CoPilot, 'choices' | 'people'>,
  { request, design }: Pick<Experiment, 'request' | 'design'>,
  keys: readonly string[],
): Promise<readonly string[]> {
  const { surfaces, metrics } = choices.owners;
  const surface = keys.some((key) => OF_SURFACE.test(key)) ? [ownValue(surfaces, request.surface)] : [];
  const about = keys.flatMap((key) => metricsOf(key, design).map((metric) => ownValue(metrics, metric)));
  const users = [...surface, ...about].filter((user) => user !== undefined);
  const owners = await Promise.all(users.map(async (user) => (await people.actorOf(user)).person));
  return [...new Set([request.owner, ...owners])];
}

/** The call of a message with those whom its alerts concern, if it calls people at all; other messages stay as they are. */
export async function withConcerned(
  needs: Pick<CoPilot, 'choices' | 'people'>,
  call: Call | null,
  topic: Topic,
  experiment: Experiment,
): Promise<Call | null> {
  const keys = alertsIn(topic, experiment);
  if (call === null || keys.length === 0) return call;
  const owners = (await concernedBy(needs, experiment, keys)).filter(
    (one) => one !== experiment.request.owner,
  );
  return owners.length === 0 ? call : { ...call, people: [...new Set([...call.people, ...owners])] };
}

/** Keys of the metrics that an alert is about. */
function metricsOf(key: string, design: Experiment['design']): readonly string[] {
  const plan = design?.plan;
  if (plan === undefined) return [];
  const watched = (part: 'errors' | 'satisfaction' | 'privacy') => plan.watch?.[part]?.key ?? [];
  if (key.startsWith('errors')) return [watched('errors')].flat();
  if (key.startsWith('satisfaction')) return [watched('satisfaction')].flat();
  if (key === 'privacy') return [watched('privacy')].flat();
  if (!key.startsWith('regression')) return [];
  const goals = [plan.goal, ...(plan.otherGoals ?? [])];
  const named = goals.filter((goal) => key.startsWith(`regression-${goal.key}-`));
  return (named.length === 0 ? [plan.goal] : named).map((goal) => goal.key);
}
