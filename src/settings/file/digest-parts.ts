import {
  DIGEST_DEFAULTS,
  DIGESTS,
  type DigestSchedule,
  type DigestSettings,
  TARGETS,
  type Targets,
} from '#settings/digests.ts';
import type { Settings } from '#settings/settings.ts';
import type { SettingsFile } from './file-schema.ts';

type Parts = Pick<Settings, 'digests' | 'targets'>;
type Entry = NonNullable<SettingsFile['digests']>;

/** The parts of a file about digests, with a default for what they leave out; parts that it leaves out are left out. */
export function digestParts({ digests, targets }: SettingsFile): Parts {
  return {
    ...(digests === undefined ? {} : { digests: digestsOf(digests) }),
    ...(targets === undefined ? {} : { targets: targetsOf(targets) }),
  };
}

function digestsOf(entry: Entry): DigestSettings {
  const schedules = DIGESTS.flatMap((name) => {
    const schedule = entry[name];
    if (schedule === undefined) return [];
    const isOnADay = name === 'weekly' || name === 'review';
    const day = 'day' in schedule ? schedule.day : undefined;
    const whole: DigestSchedule = {
      channels: schedule.channels,
      at: schedule.at ?? DIGEST_DEFAULTS.at,
      ...(isOnADay ? { day: day ?? DIGEST_DEFAULTS.day } : {}),
    };
    return [[name, whole] as const];
  });
  return { timeZone: entry.timeZone ?? DIGEST_DEFAULTS.timeZone, ...Object.fromEntries(schedules) };
}

function targetsOf(entry: NonNullable<SettingsFile['targets']>): Targets {
  return {
    experimentsPerQuarter: entry.experimentsPerQuarter ?? TARGETS.experimentsPerQuarter,
    daysToDecision: entry.daysToDecision ?? TARGETS.daysToDecision,
    winRate: entry.winRate ?? TARGETS.winRate,
    provenShipped: entry.provenShipped ?? TARGETS.provenShipped,
  };
}

/** The same parts as people write them. */
export function digestEntries({ digests, targets }: Settings): Pick<SettingsFile, 'digests' | 'targets'> {
  return {
    ...(digests === undefined ? {} : { digests: entryFrom(digests) }),
    ...(targets === undefined ? {} : { targets: { ...targets } }),
  };
}

function entryFrom(digests: DigestSettings): Entry {
  const schedules = DIGESTS.flatMap((name) => {
    const schedule = digests[name];
    return schedule === undefined ? [] : [[name, { ...schedule, channels: [...schedule.channels] }] as const];
  });
  return { timeZone: digests.timeZone, ...Object.fromEntries(schedules) };
}
