import type { EffectKind } from '#domain/effect.ts';
import { CLOCK_TOLERANCE } from '#ports/clock-skew.ts';
import type { PortName } from '#ports/ports.ts';
import { type Clock, HOUR } from '#shared/clock.ts';
import type { AppError } from '#shared/errors.ts';
import type { Vendor } from '#shared/fault-codes.ts';
import { portsNeeded } from './port-needs.ts';

/** Failures in a row that open a vendor's circuit. */
const THRESHOLD = 4;
const OPEN_MS = 30_000;
/** A vendor that asks for longer, or seems to because of clock skew, is asked once an hour, which burdens it little. */
const LONGEST_OPEN = HOUR;

/** A port and a vendor may have the same name. */
type PortCircuit = `port ${PortName}`;
const circuitOf = (port: PortName): PortCircuit => `port ${port}`;

interface OpenCircuit {
  readonly until: number;
  readonly milliseconds: number;
}

/** Which vendor fills each port; null for a port that none fills. */
export type VendorOf = (port: PortName) => Vendor | null;

/** Whether a vendor may be asked, as this process has seen it. */
export interface Breaker {
  /**
   * Milliseconds until an effect of this kind may be tried; 0 if it may now. Once a circuit that failures opened is
   * half-open, one caller alone gets 0.
   */
  waitFor(kind: EffectKind): number;
  succeeded(kind: EffectKind): void;
  /** True if the vendor only asked us to wait: no reason to give up, however often. */
  failed(kind: EffectKind, fault: AppError): boolean;
}

/**
 * A circuit breaker per vendor. Four failures in a row open its circuit for half a minute; then it is half-open, and one
 * effect tries: success closes it, failure opens it again. If a vendor asks us to wait, the circuit of the port that was
 * used is open until then, for an hour at most: a vendor's limits differ from port to port, and a flag that must be
 * switched off does not wait for a limit of queries. What waits for an open circuit uses up no attempt.
 */
export function createBreaker(clock: Clock, vendorOf: VendorOf): Breaker {
  const failures = new Map<Vendor, number>();
  const circuits = new Map<Vendor | PortCircuit, OpenCircuit>();
  const neededBy = (kind: EffectKind) => [
    ...new Set(portsNeeded(kind).flatMap((port) => vendorOf(port) ?? [])),
  ];
  const waitOf = (part: Vendor | PortCircuit): number => {
    const { until, milliseconds } = circuits.get(part) ?? { until: 0, milliseconds: 0 };
    const left = Math.max(0, until - clock.now());
    // More than it was opened for: the clock has gone back, and waiting until it catches up could take years.
    return left > milliseconds + CLOCK_TOLERANCE ? 0 : left;
  };
  const open = (part: Vendor | PortCircuit, asked: number) => {
    const milliseconds = Math.min(asked, LONGEST_OPEN);
    if (waitOf(part) < milliseconds) circuits.set(part, { until: clock.now() + milliseconds, milliseconds });
  };
  const isFailing = (vendor: Vendor) => (failures.get(vendor) ?? 0) >= THRESHOLD;
  return {
    waitFor: (kind) => {
      const wait = Math.max(0, ...[...neededBy(kind), ...portsNeeded(kind).map(circuitOf)].map(waitOf));
      // Half-open: the caller tries, and for all others the circuit is open until it has come back.
      if (wait === 0) for (const vendor of neededBy(kind)) if (isFailing(vendor)) open(vendor, OPEN_MS);
      return wait;
    },
    succeeded: (kind) => {
      for (const vendor of neededBy(kind)) {
        if (isFailing(vendor)) circuits.delete(vendor);
        failures.delete(vendor);
      }
    },
    failed: (effect, { vendor, kind, retryable, retryAfterMs }) => {
      if (vendor === null || !retryable) return false;
      if (kind === 'rate-limited') {
        const limited = portsNeeded(effect).filter((port) => vendorOf(port) === vendor);
        for (const port of limited) open(circuitOf(port), retryAfterMs ?? OPEN_MS);
        return true;
      }
      const count = (failures.get(vendor) ?? 0) + 1;
      failures.set(vendor, count);
      if (count >= THRESHOLD) open(vendor, OPEN_MS);
      return false;
    },
  };
}
