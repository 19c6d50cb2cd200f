import type { Store } from '#ports/store.ts';
import type { VirtualClock } from '#sandbox/virtual-clock.ts';
import { MINUTE } from '#shared/clock.ts';
import type { Fate } from './agenda.ts';
import type { Chance } from './chance.ts';
import type { Life } from './life.ts';
import { countFault, type Tally } from './tally.ts';

export const VENDORS = ['slack', 'github', 'posthog', 'model'] as const;
export type Vendor = (typeof VENDORS)[number];

/**
 * What may go wrong with one request. `silence`: nothing is done and no answer comes; `silence-after`: it is done and
 * no answer comes; `cut`, `done-but-no-answer`: the connection breaks before it is done, or after; the last three are
 * the model's own: an answer that is of no use.
 */
export type WireFault =
  | 'ratelimited'
  | 'http-500'
  | 'silence'
  | 'silence-after'
  | 'cut'
  | 'done-but-no-answer'
  | 'rubbish'
  | 'refuses'
  | 'truncated';

/**
 * What may go wrong with one call of the store: it refuses, or it does the work and cannot say so; for a while another process
 * holds its lock or its disk is full, and it can be read and not written.
 */
export type StoreFault = 'store-busy' | 'store-unconfirmed' | 'store-locked' | 'store-full';

/** Calls of the store that write nothing. */
const READS: readonly (keyof Store)[] = [
  ...(['commits', 'records', 'experimentKeys', 'streamKeys', 'summaries', 'nextDueAt', 'backlog'] as const),
  ...(['isClaimed', 'lastClaim', 'slackUserOf', 'skewedWaits'] as const),
];

const COMMON = ['ratelimited', 'http-500', 'silence', 'silence-after', 'cut', 'done-but-no-answer'] as const;
const OF_THE_MODEL = [
  'http-500',
  'ratelimited',
  'silence',
  'cut',
  'rubbish',
  'refuses',
  'truncated',
] as const;
const DOWN = ['http-500', 'silence', 'cut'] as const;

/** What goes wrong in one schedule, and how often. */
export interface Weather {
  /** The fault of this request, if it meets one. */
  faultOf(vendor: Vendor): WireFault | null;
  /** The fault of this call of the store, by its name, if it meets one. */
  storeFaultOf(call: string): StoreFault | null;
  fateOf(life: Life): Fate;
  /** A vendor is down for some minutes from now on. */
  bringDown(vendor: Vendor): void;
  /** Another process holds the lock of the store for some seconds from now on. */
  lockStore(): void;
  /** The disk of the store is full for some minutes from now on. */
  fillDisk(): void;
  /** While it is calm nothing goes wrong. */
  calm(isCalm: boolean): void;
}

export interface WeatherNeeds {
  readonly chance: Chance;
  readonly clock: VirtualClock;
  readonly network: Life;
  readonly tally: Tally;
  readonly note: (line: string) => void;
  /** Whether the store fails too. */
  readonly storeFails: boolean;
}

/** A weather drawn for one schedule: some are calm, some are rough. Lives of the network are never ended. */
export function createWeather({ chance, clock, network, tally, note, storeFails }: WeatherNeeds): Weather {
  const faultRate = chance.pick([0, 0.04, 0.1, 0.2]) ?? 0;
  const killRate = chance.pick([0.003, 0.01, 0.03]) ?? 0;
  const storeFaultRate = storeFails ? (chance.pick([0.02, 0.05, 0.1]) ?? 0) : 0;
  const downUntil = new Map<Vendor, number>();
  let lockedUntil = 0;
  let fullUntil = 0;
  let killsLeft = chance.between(1, 10);
  let isClear = true;
  const draw = (vendor: Vendor): WireFault | null => {
    if (isClear) return null;
    if ((downUntil.get(vendor) ?? 0) > clock.now()) return chance.pick(DOWN) ?? null;
    if (!chance.happens(faultRate)) return null;
    return chance.pick<WireFault>(vendor === 'model' ? OF_THE_MODEL : COMMON) ?? null;
  };
  const drawStoreFault = (call: string): StoreFault | null => {
    const writes = !READS.some((read) => read === call);
    if (writes && fullUntil > clock.now()) return 'store-full';
    if (writes && lockedUntil > clock.now()) return 'store-locked';
    if (!chance.happens(storeFaultRate)) return null;
    return chance.happens(0.5) ? 'store-busy' : 'store-unconfirmed';
  };
  return {
    faultOf: (vendor) => {
      const fault = draw(vendor);
      if (fault === null) return null;
      countFault(tally, fault);
      note(`${vendor} meets ${fault}`);
      return fault;
    },
    storeFaultOf: (call) => {
      const fault = isClear || !storeFails ? null : drawStoreFault(call);
      if (fault === null) return null;
      if (fault === 'store-locked') tally.lockedOut += 1;
      else if (fault === 'store-full') tally.diskFull += 1;
      else tally.storeFaults += 1;
      note(`meets ${fault}`);
      return fault;
    },
    fateOf: (life) => {
      if (isClear || life === network || killsLeft < 1 || !chance.happens(killRate)) return 'live';
      killsLeft -= 1;
      return chance.happens(0.5) ? 'dies-before' : 'dies-after';
    },
    bringDown: (vendor) => {
      downUntil.set(vendor, clock.now() + chance.between(1, 45) * MINUTE);
    },
    lockStore: () => {
      lockedUntil = clock.now() + chance.between(1_000, 30_000);
    },
    fillDisk: () => {
      fullUntil = clock.now() + chance.between(1, 30) * MINUTE;
    },
    calm: (isCalm) => {
      isClear = isCalm;
    },
  };
}
