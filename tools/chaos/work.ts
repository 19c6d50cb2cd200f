import type { World } from './world.ts';

/** Works off what was asked for: everything, or so many steps. */
export async function work(world: World, steps = Number.POSITIVE_INFINITY): Promise<void> {
  for (let done = 0; done < steps; done += 1) {
    if (done > 200_000) throw new Error('the processes run in circles');
    if (!(await world.agenda.step())) return;
  }
}
