import type { Effect } from '#domain/effect.ts';
import { CLOCK_TOLERANCE } from '#ports/clock-skew.ts';
import { type Clock, HOUR } from '#shared/clock.ts';
import type { AppError } from '#shared/errors.ts';
import type { Vendor } from '#shared/fault-codes.ts';

/** Failures in a row after which a vendor is left alone for a while. */
const THRESHOLD = 4;
const OPEN_MS = 30_000;
/** A vendor that asks for longer, or seems to because a clock is wrong, is asked once an hour, which burdens nobody. */
const LONGEST_CLOSED = HOUR;

/** The vendors that an effect cannot do without. */
const NEEDED: Readonly<Record<Effect['kind'], readonly Vendor[]>> = {
  post: ['slack'],
  card: ['slack'],
  stamp: ['slack'],
  design: ['slack', 'posthog', 'github', 'model'],
  implement: ['slack', 'github', 'model'],
  'clean-up': ['github', 'model'],
  flag: ['posthog'],
  redeliver: [],
};

interface Door {
  readonly until: number;
  readonly milliseconds: number;
}

/** Whether a vendor may be asked, as this process has seen it. */
export interface Breaker {
  /** Milliseconds until an effect of this kind may be tried; 0 when it may now, which after a failure is said to one. */
  waitFor(kind: Effect['kind']): number;
  succeeded(kind: Effect['kind']): void;
  /** True when the vendor only asked us to wait: no reason to give up, however often. */
  failed(fault: AppError): boolean;
}

/**
 * A circuit breaker per vendor. A vendor that failed four times in a row is left alone for half a minute, then tried by
 * one effect, whose failure closes the door again; a vendor that asks us to wait is left alone until then, for an hour at
 * most. What waits behind a closed door uses up no attempt.
 */
export function createBreaker(clock: Clock): Breaker {
  const failures = new Map<Vendor, number>();
  const closed = new Map<Vendor, Door>();
  const neededBy = (kind: Effect['kind']) =>
    (NEEDED as Readonly<Record<string, readonly Vendor[]>>)[kind] ?? [];
  const waitOf = (vendor: Vendor): number => {
    const { until, milliseconds } = closed.get(vendor) ?? { until: 0, milliseconds: 0 };
    const left = Math.max(0, until - clock.now());
    // More than it was closed for: the clock has gone back since, and the door must not wait until it is there again.
    return left > milliseconds + CLOCK_TOLERANCE ? 0 : left;
  };
  const close = (vendor: Vendor, asked: number) => {
    const milliseconds = Math.min(asked, LONGEST_CLOSED);
    if (waitOf(vendor) < milliseconds)
      closed.set(vendor, { until: clock.now() + milliseconds, milliseconds });
  };
  const isFailing = (vendor: Vendor) => (failures.get(vendor) ?? 0) >= THRESHOLD;
  return {
    waitFor: (kind) => {
      const wait = Math.max(0, ...neededBy(kind).map(waitOf));
      // Behind the one that tries now the door is closed again, until it has come back.
      if (wait === 0) for (const vendor of neededBy(kind)) if (isFailing(vendor)) close(vendor, OPEN_MS);
      return wait;
    },
    succeeded: (kind) => {
      for (const vendor of neededBy(kind)) {
        if (isFailing(vendor)) closed.delete(vendor);
        failures.delete(vendor);
      }
    },
    failed: (fault) => {
      const { vendor } = fault;
      if (vendor === null || !fault.retryable) return false;
      if (fault.kind === 'rate-limited') {
        close(vendor, fault.retryAfterMs ?? OPEN_MS);
        return true;
      }
      const count = (failures.get(vendor) ?? 0) + 1;
      failures.set(vendor, count);
      if (count >= THRESHOLD) close(vendor, OPEN_MS);
      return false;
    },
  };
}
