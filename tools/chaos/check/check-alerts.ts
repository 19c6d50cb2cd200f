import { bulletinStream } from '#domain/bulletin/bulletin.ts';
import type { Commit } from '#domain/commit.ts';
import { doubled, lost, type Problem } from './problem.ts';

/**
 * Problems of a post, by the key of its effect, that was held as an alert: it may wait still, or it stands in one message for several. Null if
 * it was not held. `shown`: the keys of all messages.
 */
export function checkHeldAlert(
  key: string,
  commits: readonly Commit[],
  shown: readonly string[],
): readonly Problem[] | null {
  const events = commits.flatMap((commit) => commit.events);
  if (!events.some((event) => event.type === 'alertHeld' && event.held.effect === key)) return null;
  const told = events.flatMap((event) =>
    event.type === 'alertsTold' && event.effects.includes(key) ? [event.bulletin] : [],
  );
  const [bulletin] = told;
  if (told.length + (shown.includes(key) ? 1 : 0) > 1) return [doubled(`alert ${key}`)];
  if (bulletin === undefined || shown.includes(bulletinStream(bulletin))) return [];
  return [lost(`alert ${key}, which ${bulletin} should tell`)];
}
