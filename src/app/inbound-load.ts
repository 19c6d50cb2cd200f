import type { InboundLayer } from '#app/layers.ts';

/** Longest that work stands back, in milliseconds: under a steady stream of people it still goes on, only slowly. */
const PATIENCE = 300;

/** People who wait for an acknowledgement, so that other work can wait meanwhile. */
export interface InboundLoad {
  /** A person begins to wait. The answer ends the waiting, however often it is called. */
  begin(): () => void;
  /** Resolves when no person waits, one caller after another, or when the patience is at an end. */
  quiet(): Promise<void>;
}

/**
 * Acknowledgements first: effects share the event loop with them, and Slack gives an acknowledgement three seconds and an
 * effect all the time it needs. Callers of `quiet` go on one at a time, with a turn of the event loop between them, for
 * what arrives meanwhile comes before the next of them.
 */
export function createInboundLoad(patience = PATIENCE): InboundLoad {
  let waiting = 0;
  const held = new Set<() => void>();
  let isLooking = false;
  const look = () => {
    if (isLooking || waiting > 0 || held.size === 0) return;
    isLooking = true;
    setImmediate(() => {
      isLooking = false;
      const [first] = held;
      if (waiting === 0) first?.();
      look();
    });
  };
  return {
    begin: () => {
      waiting += 1;
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        waiting -= 1;
        look();
      };
    },
    quiet: () =>
      new Promise((resolve) => {
        const goOn = () => {
          clearTimeout(timer);
          held.delete(goOn);
          resolve();
        };
        const timer = setTimeout(goOn, patience);
        held.add(goOn);
        look();
      }),
  };
}

/** Counts deliveries from their arrival until they are acknowledged: to be put around what acknowledges. */
export function withWaitingCounted(load: Pick<InboundLoad, 'begin'>): InboundLayer {
  return {
    around: (next) => async (event) => {
      const end = load.begin();
      const ack: typeof event.ack = async (answer) => {
        await event.ack(answer);
        end();
      };
      // A delivery that fails or is never acknowledged must not hold up the work that stands back.
      await next({ ...event, ack }).finally(end);
    },
  };
}
