import { occupiesSurface } from '#domain/status.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { seenLines } from '#features/sight.ts';
import type { CalendarSurface } from './calendar-blocks.ts';
import { placesOn } from './places.ts';
import { bySurface, surfaceLines } from './surface-lines.ts';

/** What the person of a delivery may see of the surfaces, by name; of one surface if it is asked for. */
export async function gatherCalendar(
  coPilot: Pick<CoPilot, 'store' | 'sight' | 'chat' | 'clock'>,
  asked: string | null,
): Promise<readonly CalendarSurface[]> {
  const lines = await surfaceLines(coPilot.store, asked ?? undefined);
  const now = coPilot.clock.now();
  const { seen } = await seenLines(coPilot.sight, lines);
  const surfaces = await Promise.all(
    bySurface(lines).map((all) => surfaceOf(coPilot, all, new Set(seen), now)),
  );
  return surfaces.filter((one) => one.lines.length > 0 || one.isTakenUnseen).toSorted(byName);
}

async function surfaceOf(
  { chat }: Pick<CoPilot, 'chat'>,
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
  return (
    one.surface.localeCompare(other.surface, 'en') || one.repository.localeCompare(other.repository, 'en')
  );
}
