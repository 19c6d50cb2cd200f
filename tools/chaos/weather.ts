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

/** What may go wrong with one call of the store: it refuses, or it does the work and cannot say so. */
export type StoreFault = 'store-busy' | 'store-unconfirmed';

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
  /** The fault of this call of the store, if it meets one. */
  storeFaultOf(): StoreFault | null;
  fateOf(life: Life): Fate;
  /** A vendor is down for some minutes from now on. */
  bringDown(vendor: Vendor): void;
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
  let killsLeft = chance.between(1, 10);
  let isClear = true;
  const draw = (vendor: Vendor): WireFault | null => {
    if (isClear) return null;
    if ((downUntil.get(vendor) ?? 0) > clock.now()) return chance.pick(DOWN) ?? null;
    if (!chance.happens(faultRate)) return null;
    return chance.pick<WireFault>(vendor === 'model' ? OF_THE_MODEL : COMMON) ?? null;
  };
  return {
    faultOf: (vendor) => {
      const fault = draw(vendor);
      if (fault === null) return null;
      countFault(tally, fault);
      note(`${vendor} meets ${fault}`);
      return fault;
    },
    storeFaultOf: () => {
      if (isClear || storeFaultRate === 0 || !chance.happens(storeFaultRate)) return null;
      const fault = chance.happens(0.5) ? 'store-busy' : 'store-unconfirmed';
      tally.storeFaults += 1;
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
    calm: (isCalm) => {
      isClear = isCalm;
    },
  };
}
