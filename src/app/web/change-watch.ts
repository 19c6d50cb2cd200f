import type { SummaryStore } from '#ports/summary-store.ts';
import type { Clock } from '#shared/clock.ts';

/** Milliseconds between two looks at the versions, at least. */
const EVERY = 2_000;
/** A pause is this many times as long as the look before it, so that a store with many experiments is mostly left alone. */
const REST = 20;
/** Looks with changes that are remembered, the newest. */
const MOST = 1_000;
/** Milliseconds by which the clocks of two processes may differ: what lies so near is told again. */
const APART = 5_000;

/** Experiments that changed between two looks. */
export interface Changed {
  /** When it was seen, milliseconds since the Unix epoch by the clock of the machine. */
  readonly at: number;
  readonly keys: readonly string[];
}

/** Sees which experiments change, whichever process changes them. */
export interface ChangeWatch {
  /** Calls back at every change until the returned function is called. While there is no listener, the store is not asked. */
  readonly listen: (listener: (changed: Changed) => void) => () => void;
  /** The experiments that changed since a moment; null if that is before the watch began, so that it does not know. */
  readonly since: (at: number) => readonly string[] | null;
}

/** Watches the lines of the list: each commit gives its experiment another version there. */
export function createChangeWatch(
  store: () => Pick<SummaryStore, 'summaryVersions'>,
  clock: Clock,
  every = EVERY,
): ChangeWatch {
  const listeners = new Set<(changed: Changed) => void>();
  let isLooking = false;
  let known: ReadonlyMap<string, number> | null = null;
  let began = Number.POSITIVE_INFINITY;
  let remembered: readonly Changed[] = [];
  const look = async () => {
    const at = clock.now();
    const lines = await store().summaryVersions();
    const before = known;
    known = new Map(lines.map(({ key, version }) => [key, version]));
    if (before === null) {
      began = at;
      return;
    }
    const keys = lines.filter(({ key, version }) => before.get(key) !== version).map(({ key }) => key);
    if (keys.length === 0) return;
    const changed = { at: clock.now(), keys };
    remembered = [...remembered, changed].slice(-MOST);
    if (remembered.length === MOST) began = Math.max(began, remembered[0]?.at ?? began);
    for (const listener of [...listeners]) listener(changed);
  };
  const goOn = async () => {
    while (listeners.size > 0) {
      const from = performance.now();
      // A store that does not answer is asked again. Nothing is missed by that: versions only grow.
      await look().catch(() => {});
      const pause = Math.max(every, REST * (performance.now() - from));
      await new Promise((resolve) => setTimeout(resolve, pause).unref());
    }
    [isLooking, known, remembered, began] = [false, null, [], Number.POSITIVE_INFINITY];
  };
  return {
    listen: (listener) => {
      listeners.add(listener);
      if (!isLooking) {
        isLooking = true;
        void goOn();
      }
      return () => void listeners.delete(listener);
    },
    since: (at) =>
      at - APART < began
        ? null
        : remembered.filter((one) => one.at >= at - APART).flatMap(({ keys }) => keys),
  };
}
