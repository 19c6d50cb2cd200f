import { ALERTS, type AlertSettings, type Owners, type QuietHours } from '#settings/alerts.ts';
import type { Settings } from '#settings/settings.ts';
import { ownValue } from '#shared/own-value.ts';
import type { SettingsFile } from './file-schema.ts';

type Parts = Pick<Settings, 'alerts' | 'routing' | 'owners'>;
type AlertsEntry = NonNullable<SettingsFile['alerts']>;
type QuietEntry = NonNullable<AlertsEntry['quietHours']>;

/** The parts of a file about alerts, routing and who looks after what; those that it leaves out are left out. */
export function alertParts(file: SettingsFile): Parts {
  const { alerts, routing } = file;
  const owners = ownersOf(file);
  return {
    ...(alerts === undefined ? {} : { alerts: alertsOf(alerts) }),
    ...(routing === undefined ? {} : { routing: { issues: routing.issues ?? [] } }),
    ...(owners === null ? {} : { owners }),
  };
}

function alertsOf({ perDay, graceHours, quietHours, channels = [] }: AlertsEntry): AlertSettings {
  return {
    perDay: perDay ?? ALERTS.perDay,
    graceHours: graceHours ?? ALERTS.graceHours,
    ...(quietHours === undefined ? {} : { quietHours: quietOf(quietHours) }),
    channels: channels.map(({ channel, perDay: own, quietHours: hours }) => ({
      channel,
      ...(own === undefined ? {} : { perDay: own }),
      ...(hours === undefined ? {} : { quietHours: quietOf(hours) }),
    })),
  };
}

function quietOf({ from, until, timeZone, weekends }: QuietEntry): QuietHours {
  const zone = timeZone === undefined ? {} : { timeZone };
  return { from, until, ...zone, ...(weekends === true ? { weekends } : {}) };
}

function ownersOf({ surfaces, metrics }: SettingsFile): Owners | null {
  const ofSurfaces = surfaces.flatMap(({ name, owner }) => (owner === undefined ? [] : [[name, owner]]));
  const ofMetrics = Object.entries(metrics).flatMap(([key, { owner }]) =>
    owner === undefined ? [] : [[key, owner]],
  );
  if (ofSurfaces.length === 0 && ofMetrics.length === 0) return null;
  return { surfaces: Object.fromEntries(ofSurfaces), metrics: Object.fromEntries(ofMetrics) };
}

/** Who looks after it, as an entry of the file says it; empty if the settings name no person. */
export function ownerEntry(of: Readonly<Record<string, string>> | undefined, name: string) {
  const owner = of === undefined ? undefined : ownValue(of, name);
  return owner === undefined ? {} : { owner };
}

/** The parts about alerts and routing as people write them. */
export function alertEntries({ alerts, routing }: Settings): Pick<SettingsFile, 'alerts' | 'routing'> {
  return {
    ...(alerts === undefined
      ? {}
      : { alerts: { ...alerts, channels: alerts.channels.map((channel) => ({ ...channel })) } }),
    ...(routing === undefined ? {} : { routing: { issues: [...routing.issues] } }),
  };
}
