import type { DeskPlace } from '#desk/page.ts';
import { deskPath } from '#desk/paths.ts';

/** The address of events, below the root of the desk. */
export const EVENTS_PATH = '/events';

/** Places whose pages show what may change by itself. */
const LIVE: ReadonlySet<DeskPlace | undefined> = new Set(['experiments', 'calendar', 'impact']);

/** The address of the events of a page that was asked for at a moment (milliseconds since the Unix epoch); null if it does not live. */
export function liveAddress(
  place: DeskPlace | undefined,
  key: string | undefined,
  came: number,
): string | null {
  if (!LIVE.has(place)) return null;
  const asked = new URLSearchParams({ ...(key === undefined ? {} : { of: key }), since: String(came) });
  return `${deskPath(EVENTS_PATH)}?${asked}`;
}
