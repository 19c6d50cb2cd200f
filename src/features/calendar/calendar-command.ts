import { occupiesSurface } from '#domain/status.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Subcommand } from '#features/feature.ts';
import { seenLines } from '#features/sight.ts';
import { type CalendarSurface, renderCalendar } from './calendar-blocks.ts';
import { placesOn } from './places.ts';
import { bySurface, surfaceLines } from './surface-lines.ts';

/** `/experiment calendar [surface]`: what has which surface and until when, and what comes after it. */
export const calendarCommand: Subcommand = {
  word: 'calendar',
  usage: '[surface]',
  help: 'what runs on each surface, what is queued, and how much traffic is left',
  changesNothing: true,
  // A longer text is an idea: "calendar on the start page".
  reads: (words) => words.length < 4,
  run: async ({ coPilot, rest, respond }) => {
    const asked = rest.trim() === '' ? null : surfaceNamed(coPilot, rest.trim());
    if (asked === undefined) {
      const names = coPilot.choices.surfaces.slice(0, 20).join(', ');
      await respond({
        text: `There is no surface of that name. The surfaces are ${names}.`,
        response_type: 'ephemeral',
      });
      return;
    }
    const lines = await surfaceLines(coPilot.store, asked ?? undefined);
    const now = coPilot.clock.now();
    const { seen } = await seenLines(coPilot.sight, lines);
    const surfaces = await Promise.all(
      bySurface(lines).map((all) => surfaceOf(coPilot, all, new Set(seen), now)),
    );
    const shown = surfaces.filter((one) => one.lines.length > 0 || one.isTakenUnseen);
    const calendar = renderCalendar(shown.toSorted(byName), asked);
    await respond({ ...(await coPilot.chat.named(calendar)), response_type: 'ephemeral' });
  },
};

function surfaceNamed({ choices }: Pick<CoPilot, 'choices'>, typed: string): string | undefined {
  return choices.surfaces.find((name) => name.toLowerCase() === typed.toLowerCase());
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
    lines,
    hidden: unseen.length,
    isTakenUnseen: unseen.some(({ status }) => occupiesSurface(status)),
  };
}

function byName(one: CalendarSurface, other: CalendarSurface): number {
  return one.surface.localeCompare(other.surface, 'en');
}
