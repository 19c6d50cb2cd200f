import { occupiesSurface } from '#domain/status.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { seenLines } from '#features/sight.ts';
import type { CalendarSurface } from './calendar-blocks.ts';
import { placesOn } from './places.ts';
import { bySurface, surfaceLines } from './surface-lines.ts';

/** What has each surface and what comes after it, as far as a person may see it. */
export interface GatheredCalendar {
  /** By name. Those of which the person may know nothing are left out. */
  readonly surfaces: readonly CalendarSurface[];
  /** Some may be left out, because the chat service did not say who may read their channels. */
  readonly isPartial: boolean;
}

type Needs = Pick<CoPilot, 'store' | 'sight' | 'clock'> & {
  /** Tells the addresses of threads. */
  readonly chat: Pick<CoPilot['chat'], 'linkTo'>;
};

/** Reads the calendar of all surfaces; of one if it is given. */
export async function gatherCalendar(needs: Needs, surface?: string): Promise<GatheredCalendar> {
  const lines = await surfaceLines(needs.store, surface);
  const now = needs.clock.now();
  const { seen, isPartial } = await seenLines(needs.sight, lines);
  const known = new Set(seen);
  const surfaces = await Promise.all(bySurface(lines).map((all) => surfaceOf(needs, all, known, now)));
  const shown = surfaces.filter((one) => one.lines.length > 0 || one.isTakenUnseen);
  return { surfaces: shown.toSorted(byName), isPartial };
}

async function surfaceOf(
  { chat }: Needs,
  all: readonly ExperimentSummary[],
  seen: ReadonlySet<ExperimentSummary>,
  now: number,
): Promise<CalendarSurface> {
  const places = placesOn(all, now);
  const lines = await Promise.all(
    all
      .filter((line) => seen.has(line))
      .map(async (summary) => {
        const { channel, threadTs, key } = summary;
        const link = threadTs === null ? null : await chat.linkTo(channel, threadTs);
        return { summary, link, place: places.get(key) ?? null };
      }),
  );
  const unseen = all.filter((line) => !seen.has(line));
  return {
    surface: all[0]?.surface ?? '',
    repository: all[0]?.repository ?? '',
    lines,
    hidden: unseen.length,
    isTakenUnseen: unseen.some(({ status }) => occupiesSurface(status)),
  };
}

function byName(one: CalendarSurface, other: CalendarSurface): number {
  const order = one.surface.localeCompare(other.surface, 'en');
  return order || one.repository.localeCompare(other.repository, 'en');
}
