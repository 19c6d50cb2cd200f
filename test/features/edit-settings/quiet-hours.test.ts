import { describe, expect, it } from 'vitest';
import { channelAlertsNotation, quietWritten } from '#features/edit-settings/notation/quiet-hours.ts';
import { ok } from '#shared/result.ts';

const NIGHT = { from: '18:30', until: '08:00' };
const HOURS = [
  ['18:30 to 08:00', NIGHT],
  ['18:30 to 08:00, weekends', { ...NIGHT, weekends: true }],
  ['18:30 to 08:00, Europe/Berlin', { ...NIGHT, timeZone: 'Europe/Berlin' }],
  ['18:30 to 08:00, Etc/GMT+3, weekends', { ...NIGHT, timeZone: 'Etc/GMT+3', weekends: true }],
] as const;

describe('quiet hours in a form', () => {
  it.each(HOURS)('%s', (text, hours) => {
    expect(quietWritten.write(hours)).toBe(text);
    expect(quietWritten.parse(text)).toEqual(ok(hours));
    const line = `C012AB3CD: 2 a day, ${text}`;
    const entry = { channel: 'C012AB3CD', perDay: 2, quietHours: hours };
    expect(channelAlertsNotation.write(entry)).toBe(line);
    expect(channelAlertsNotation.parse(line)).toEqual(ok(entry));
  });

  it.each(['at night', '18:30-08:00', '18:30 to 08:00, Europe/Berlin, UTC', '18:30 to 08:00,', ''])(
    'refuse "%s" with what to write',
    (text) => {
      expect(quietWritten.parse(text)).toMatchObject({
        kind: 'refused',
        problem: expect.stringMatching(/Write from/),
      });
    },
  );

  it('of a channel: its budget alone, or nothing of it', () => {
    expect(channelAlertsNotation.parse('C1: 1 a day')).toEqual(ok({ channel: 'C1', perDay: 1 }));
    expect(channelAlertsNotation.parse('C1:')).toEqual(ok({ channel: 'C1' }));
    expect(channelAlertsNotation.parse('C1 1 a day').kind).toBe('refused');
    expect(channelAlertsNotation.parse('C1: sometimes').kind).toBe('refused');
  });
});
