import { FEATURES } from '#app/features.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Job, Jobs } from '#journal/jobs.ts';
import type { CurrentSettings } from '#settings/current-settings.ts';

/** Every process takes over changed settings by itself, before the jobs of a tick. */
export function withRefresh(settings: CurrentSettings, jobs: Jobs): Jobs {
  const tick = async () => {
    await settings.refresh();
    return jobs.tick();
  };
  return { ...jobs, tick };
}

/** The jobs of all slices. */
export function jobsOf(coPilot: CoPilot): readonly Job[] {
  return FEATURES.flatMap((feature) => feature.jobs ?? []).map((job) => ({
    name: job.name,
    everyMs: job.everyMs,
    run: (bucketStart: number) => job.run(coPilot, bucketStart),
    // Due work is derived from the store at every run, so a missed bucket has nothing of its own to make up for.
    backfill: false,
  }));
}
