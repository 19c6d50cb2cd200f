import type { Elapsed } from '#journal/vitals.ts';
import { CLOCK_TOLERANCE } from '#ports/clock-skew.ts';
import type { Probe } from '#ports/telemetry.ts';
import { type Clock, MINUTE } from '#shared/clock.ts';
import { ownFault } from '#shared/errors.ts';

/** How long a jump is told of, in milliseconds: what waits because of it is due by then (ADR 12). */
const TOLD_FOR = 15 * MINUTE;

/**
 * Compares the machine's clock with one that never jumps, between two calls of the probe it answers. Throws `clock.jumped` for 15
 * minutes after a jump of more than a minute.
 */
export function createClockWatch(clock: Clock, elapsed: Elapsed): Probe {
  let offset = clock.now() - elapsed();
  let jump: { readonly at: number; readonly seconds: number } | null = null;
  return async () => {
    const present = clock.now() - elapsed();
    if (Math.abs(present - offset) > CLOCK_TOLERANCE) {
      jump = { at: elapsed(), seconds: Math.round((present - offset) / 1000) };
    }
    offset = present;
    if (jump === null || elapsed() - jump.at > TOLD_FOR) return;
    const way = jump.seconds > 0 ? 'ahead' : 'back';
    const message = `The machine's clock jumped ${way} by ${Math.abs(jump.seconds)} seconds, so leases, waits and looks may come early or late for some minutes. Check its time service (NTP)`;
    throw ownFault('clock.jumped', message);
  };
}
