import { oneLine } from '#block-kit/text.ts';
import type { CalendarBar } from '#charts/surface-calendar.ts';
import { wentOutAt } from '#domain/launch/state.ts';
import { occupiesSurface } from '#domain/status.ts';
import type { CalendarLine, CalendarSurface } from '#features/calendar/calendar-blocks.ts';
import { inTurn } from '#features/calendar/calendar-blocks.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { saidPlainly } from '#features/said.ts';
import { DAY } from '#shared/clock.ts';

const NAME = 60;

/** When experiments have a surface, as bars: those of a known date. What the person may not see has neither name nor end. */
export async function barsOf(
  { load }: Pick<CoPilot, 'load'>,
  surface: CalendarSurface,
  now: number,
): Promise<readonly CalendarBar[]> {
  const bars = await Promise.all(inTurn(surface).map((line) => barOf(load, line, now)));
  const unseen: CalendarBar = { name: 'taken', from: now, until: null, kind: 'unseen' };
  return [...(surface.isTakenUnseen ? [unseen] : []), ...bars.flatMap((bar) => bar ?? [])];
}

async function barOf(load: CoPilot['load'], line: CalendarLine, now: number): Promise<CalendarBar | null> {
  const { summary, place } = line;
  const { key, status, timing, title } = summary;
  const name = oneLine(saidPlainly(title), NAME) || key;
  if (occupiesSurface(status)) {
    const launch = (await load(key).catch(() => null))?.launch ?? null;
    const until = timing?.endsAt ?? null;
    const isHeld = status === 'paused' || status === 'deciding' || until === null || until <= now;
    const end = isHeld ? null : until;
    return {
      name,
      from: launch === null ? now : wentOutAt(launch),
      until: end,
      kind: isHeld ? 'held' : 'running',
    };
  }
  if (place?.startsAt == null || timing === undefined) return null;
  return { name, from: place.startsAt, until: place.startsAt + timing.days * DAY, kind: 'planned' };
}
