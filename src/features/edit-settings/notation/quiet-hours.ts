import type { LineNotation } from '#features/edit-settings/fields/lines-field.ts';
import type { ChannelAlerts, QuietHours } from '#settings/alerts.ts';
import { ok, type Result, refused } from '#shared/result.ts';

const HOURS = /^(\S+)\s+to\s+(\S+)$/i;
const HOURS_FORM =
  'Write from when to when, then a time zone and `weekends` if you want them: `18:30 to 08:00, Europe/Berlin, weekends`.';

/** Hours in which alerts wait: `18:30 to 08:00, Europe/Berlin, weekends`. */
export const quietWritten = {
  write: (value: unknown): string => {
    const { from, until, timeZone, weekends } = value as QuietHours;
    const zone = timeZone === undefined ? [] : [timeZone];
    return [`${from} to ${until}`, ...zone, ...(weekends === true ? ['weekends'] : [])].join(', ');
  },
  parse: (text: string): Result<unknown, string> => {
    const [hours = '', ...rest] = text.split(',').map((part) => part.trim());
    const [, from, until] = HOURS.exec(hours) ?? [];
    const zones = rest.filter((part) => part.toLowerCase() !== 'weekends');
    const [timeZone, more] = zones;
    if (from === undefined || more !== undefined || timeZone === '') return refused(HOURS_FORM);
    return ok({
      ...{ from, until },
      ...(timeZone === undefined ? {} : { timeZone }),
      ...(rest.length > zones.length ? { weekends: true } : {}),
    });
  },
};

const CHANNEL = /^([^\s:]+)\s*:\s*(.*)$/;
const BUDGET = /^(\d+)\s+a\s+day$/i;
const CHANNEL_FORM =
  'Write a channel id, a colon, and what it gets: `C012AB3CD: 1 a day, 18:30 to 08:00, Europe/Berlin`.';

/** What one channel gets instead, a line each: `C012AB3CD: 1 a day, 18:30 to 08:00, Europe/Berlin`. */
export const channelAlertsNotation: LineNotation = {
  write: (entry) => {
    const { channel, perDay, quietHours } = entry as ChannelAlerts;
    const parts = [
      ...(perDay === undefined ? [] : [`${perDay} a day`]),
      ...(quietHours === undefined ? [] : [quietWritten.write(quietHours)]),
    ];
    return `${channel}: ${parts.join(', ')}`;
  },
  parse: (line) => {
    const [, channel, rest = ''] = CHANNEL.exec(line.trim()) ?? [];
    if (channel === undefined) return refused(CHANNEL_FORM);
    const [first = '', ...others] = rest.split(',').map((part) => part.trim());
    const [, perDay] = BUDGET.exec(first) ?? [];
    const hours = (perDay === undefined ? [first, ...others] : others).join(', ');
    const quiet = hours === '' ? null : quietWritten.parse(hours);
    if (quiet?.kind === 'refused') return quiet;
    return ok({
      channel,
      ...(perDay === undefined ? {} : { perDay: Number(perDay) }),
      ...(quiet === null ? {} : { quietHours: quiet.value }),
    });
  },
};
