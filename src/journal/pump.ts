export interface PumpNeeds<Item> {
  /** Items that run at the same time. */
  readonly limit: number;
  /** Up to `free` items that no other process has. */
  readonly claim: (free: number) => Promise<readonly Item[]>;
  readonly idOf: (item: Item) => string;
  /** Runs one item and answers how much was done. */
  readonly run: (item: Item) => Promise<number>;
  /** Told of faults of `claim` (id null) and `run`. */
  readonly onFault: (thrown: unknown, id: string | null) => void;
}

export interface Pump {
  /** Claims and runs until a claim comes back empty and nothing runs; answers how much was done. Never throws. */
  drain(): Promise<number>;
  /** Ids of the items that run now. */
  running(): readonly string[];
  /** Resolves when nothing runs any more, or after `graceMs` milliseconds. */
  settle(graceMs: number): Promise<void>;
}

/**
 * One loop that keeps up to `limit` items running. It claims more after an item ended or `drain` was called, so that it
 * finds the work that an item caused, in any order of the calls.
 */
export function createPump<Item>(needs: PumpNeeds<Item>): Pump {
  const inFlight = new Set<string>();
  let loop: Promise<number> | null = null;
  let changed = false;
  let wake = () => {};
  let done = 0;

  const lookAgain = () => {
    changed = true;
    wake();
  };
  const runOne = async (item: Item, id: string) => {
    try {
      const count = await needs.run(item);
      done += count;
    } catch (thrown) {
      needs.onFault(thrown, id);
    }
    inFlight.delete(id);
    lookAgain();
  };
  const begin = (item: Item): number => {
    const id = needs.idOf(item);
    // After a jump of the clock this process may claim an item that it still runs: one run at a time.
    if (inFlight.has(id)) return 0;
    inFlight.add(id);
    void runOne(item, id);
    return 1;
  };
  const claim = async (): Promise<readonly Item[]> => {
    if (inFlight.size >= needs.limit) return [];
    try {
      return await needs.claim(needs.limit - inFlight.size);
    } catch (thrown) {
      needs.onFault(thrown, null);
      return [];
    }
  };
  /** One turn of the loop. False: nothing was claimed and nothing runs. */
  const turn = async (): Promise<boolean> => {
    changed = false;
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    let started = 0;
    for (const item of await claim()) started += begin(item);
    if (started > 0 || changed) return true;
    if (inFlight.size === 0) return false;
    await woken;
    return true;
  };
  const run = async (): Promise<number> => {
    done = 0;
    while ((await turn()) || changed);
    loop = null;
    return done;
  };

  return {
    drain: () => {
      lookAgain();
      loop ??= run();
      return loop;
    },
    running: () => [...inFlight],
    settle: (graceMs) => withinGrace(loop, graceMs),
  };
}

async function withinGrace(loop: Promise<number> | null, graceMs: number): Promise<void> {
  if (loop === null) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, graceMs);
  await Promise.race([loop, promise]);
  clearTimeout(timer);
}
