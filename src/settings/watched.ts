import { WATCH_DEFAULTS } from '#domain/launch/launch-plan.ts';
import { findMetric } from '#domain/metric.ts';
import type { Plan } from '#domain/plan.ts';
import type { Settings } from './settings.ts';

/** What a plan registers of the launch and of the watch. */
export function watchedBy(
  settings: Pick<Settings, 'launch' | 'watch' | 'metrics'>,
): Pick<Plan, 'launch' | 'watch'> {
  const { launch, watch, metrics } = settings;
  const steps = launch === undefined ? {} : { launch };
  const { regression, pausesForIntegrity } = watch ?? WATCH_DEFAULTS;
  const errors = findMetric(metrics, watch?.errors ?? '');
  const satisfaction = findMetric(metrics, watch?.satisfaction ?? '');
  const privacy = findMetric(metrics, watch?.privacy ?? '');
  const more = {
    ...(errors === null ? {} : { errors }),
    ...(satisfaction === null ? {} : { satisfaction }),
    ...(privacy === null ? {} : { privacy }),
  };
  return { ...steps, watch: { regression, pausesForIntegrity, ...more } };
}
