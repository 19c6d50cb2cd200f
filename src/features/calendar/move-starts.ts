import { BOT } from '#domain/actor.ts';
import { isReadyToLaunch } from '#domain/code/readiness.ts';
import type { Experiment } from '#domain/experiment.ts';
import { nameToday } from '#domain/launch/unseen-name.ts';
import type { QueuePlace } from '#domain/schedule/state.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { walkUnfinished } from '#features/walk-unfinished.ts';
import { placesOn } from './places.ts';
import { shownPlace } from './plan-start.ts';
import { bySurface, surfaceLines } from './surface-lines.ts';

type Needs = Pick<CoPilot, 'store' | 'load' | 'loadUnseen' | 'execute' | 'clock' | 'chat' | 'log'>;

/** Brings every planned start in line with the queue of its surface, and calls an approver when one can start. */
export async function moveStarts(needs: Needs): Promise<void> {
  const now = needs.clock.now();
  const surfaces = bySurface(await surfaceLines(needs.store));
  const places = new Map(surfaces.flatMap((lines) => [...placesOn(lines, now)]));
  await walkUnfinished(needs, {
    job: 'move-starts',
    isDue: ({ key }) => places.has(key),
    work: async ({ key }) => {
      const [experiment, place] = [await needs.load(key), places.get(key)];
      if (experiment !== null && place !== undefined) await moveStart(needs, experiment, place, now);
    },
  });
}

async function moveStart(needs: Needs, experiment: Experiment, place: QueuePlace, at: number): Promise<void> {
  const { key, start = null, status } = experiment;
  if (start === null) return;
  const { startsAt, ahead } = await shownPlace(needs, experiment, place);
  const told = start.ahead === null ? null : nameToday(start.ahead);
  const by = { actor: BOT, at };
  const isDue = ahead === null && startsAt !== null && startsAt <= at && start.calledAt === undefined;
  if (isDue && status === 'implemented' && isReadyToLaunch(experiment))
    await needs.execute(key, { name: 'callStart', startsAt, ...by });
  else if (start.startsAt !== startsAt || told !== ahead)
    await needs.execute(key, { name: 'moveStart', startsAt, ahead, ...by });
}
