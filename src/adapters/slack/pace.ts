/** Slack takes one message a second per channel. */
const SPACING = 1_000;

/** Waits until a channel may be posted to again. */
export type Pace = (channel: string) => Promise<void>;

/**
 * One post a second per channel, in the order of asking: asking less often beats being told to wait. `now` and `sleep`
 * are in milliseconds of one clock.
 */
export function createPace(now: () => number, sleep: (milliseconds: number) => Promise<void>): Pace {
  const freeAt = new Map<string, number>();
  return async (channel) => {
    const at = Math.max(now(), freeAt.get(channel) ?? 0);
    freeAt.set(channel, at + SPACING);
    if (freeAt.size > 1_000) forgetPast(freeAt, now());
    if (at > now()) await sleep(at - now());
  };
}

function forgetPast(freeAt: Map<string, number>, now: number): void {
  for (const [channel, at] of freeAt) if (at <= now) freeAt.delete(channel);
}

/** For the sandbox, whose clock stands still: no call waits. */
export const noPace: Pace = () => Promise.resolve();
