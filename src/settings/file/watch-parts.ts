import { WATCH_DEFAULTS } from '#domain/launch/launch-plan.ts';
import type { Settings } from '#settings/settings.ts';
import type { SettingsFile } from './file-schema.ts';

type Parts = Pick<Settings, 'launch' | 'watch' | 'escalation'>;

/** The parts of a file about the launch, the watch and who hears of it; those that it leaves out are left out. */
export function watchParts({ launch, watch, escalation }: SettingsFile): Parts {
  return {
    ...(launch === undefined
      ? {}
      : { launch: { steps: launch.steps.map(({ share, days = 0 }) => ({ share, days })) } }),
    ...(watch === undefined ? {} : { watch: watchOf(watch) }),
    ...(escalation === undefined ? {} : { escalation: escalationOf(escalation) }),
  };
}

function watchOf(watch: NonNullable<SettingsFile['watch']>): NonNullable<Parts['watch']> {
  const { errors, satisfaction, privacy, regression, pausesForIntegrity } = watch;
  return {
    ...(errors === undefined ? {} : { errors }),
    ...(satisfaction === undefined ? {} : { satisfaction }),
    ...(privacy === undefined ? {} : { privacy }),
    regression: regression ?? WATCH_DEFAULTS.regression,
    pausesForIntegrity: pausesForIntegrity ?? WATCH_DEFAULTS.pausesForIntegrity,
  };
}

function escalationOf(escalation: NonNullable<SettingsFile['escalation']>): NonNullable<Parts['escalation']> {
  const { productManagers = [], leadership = [], leadershipChannel } = escalation;
  const channel = leadershipChannel === undefined ? {} : { leadershipChannel };
  return { productManagers, leadership, ...channel };
}

/** The same parts as people write them. */
export function watchEntries({
  launch,
  watch,
  escalation,
}: Settings): Pick<SettingsFile, 'launch' | 'watch' | 'escalation'> {
  return {
    ...(launch === undefined ? {} : { launch: { steps: [...launch.steps] } }),
    ...(watch === undefined ? {} : { watch }),
    ...(escalation === undefined
      ? {}
      : {
          escalation: {
            ...escalation,
            productManagers: [...escalation.productManagers],
            leadership: [...escalation.leadership],
          },
        }),
  };
}
