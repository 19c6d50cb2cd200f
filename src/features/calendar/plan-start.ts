import type { PersonActor } from '#domain/actor.ts';
import type { Experiment } from '#domain/experiment.ts';
import { BEFORE_LAUNCH } from '#domain/schedule/start-phase.ts';
import type { QueuePlace } from '#domain/schedule/state.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { nameFor } from '#features/launch-experiment/one-per-surface.ts';
import { placesOn } from './places.ts';
import { surfaceLines } from './surface-lines.ts';

type Needs = Pick<CoPilot, 'store' | 'loadUnseen' | 'execute' | 'clock' | 'chat'>;

/**
 * Plans the start of an experiment for a day (its start in UTC, milliseconds since the Unix epoch): it is queued if the surface is
 * taken then. Refuses what the domain refuses.
 */
export async function planStart(needs: Needs, experiment: Experiment, from: number, actor: PersonActor) {
  const at = needs.clock.now();
  const place = await placeFrom(needs, experiment, from, at);
  return needs.execute(experiment.key, { name: 'planStart', from, ...place, actor, at });
}

async function placeFrom(
  needs: Needs,
  experiment: Experiment,
  from: number,
  at: number,
): Promise<QueuePlace> {
  const { key, request, design, status } = experiment;
  const nowhere = { startsAt: from, ahead: null };
  if (design === null || !BEFORE_LAUNCH.includes(status)) return nowhere;
  const lines = (await surfaceLines(needs.store, request.surface)).filter(
    ({ repository }) => repository === request.repository,
  );
  const own = { key, from, at, days: design.plan.sizing.days };
  return shownPlace(needs, experiment, placesOn(lines, at, [own]).get(key) ?? nowhere);
}

/** The place as the thread may tell of it: the one ahead by its key, unless it is in a private channel of its own. */
export async function shownPlace(
  { chat, loadUnseen }: Pick<Needs, 'chat' | 'loadUnseen'>,
  experiment: Experiment,
  { startsAt, ahead }: QueuePlace,
): Promise<QueuePlace> {
  const other = ahead === null ? null : await loadUnseen(ahead);
  return { startsAt, ahead: other === null ? ahead : await nameFor({ chat }, other, experiment) };
}
