import type { Effect } from '#domain/effect.ts';

/** What takes long or waits in line, so that it must not take every place: the models' work, and messages at Slack's pace. */
type Queue = 'model' | 'chat';

const QUEUES: Readonly<Partial<Record<Effect['kind'], Queue>>> = {
  post: 'chat',
  card: 'chat',
  stamp: 'chat',
  design: 'model',
  implement: 'model',
  'clean-up': 'model',
};

/** Places per queue; of a worker's eight, one is always left for what is in neither: the flags. */
const PLACES: Readonly<Record<Queue, number>> = { model: 3, chat: 4 };

/** Places that effects of a kind take while they are performed. */
export interface Slots {
  /** Takes a place, to be given back by the answer; null where all are taken. */
  take(kind: Effect['kind']): (() => void) | null;
}

/** Nobody is at work yet. A flag that has to go off never waits behind slow models or a long line of messages. */
export function createSlots(): Slots {
  const taken: Record<Queue, number> = { model: 0, chat: 0 };
  return {
    take: (kind) => {
      const queue = QUEUES[kind];
      if (queue === undefined) return () => {};
      if (taken[queue] >= PLACES[queue]) return null;
      taken[queue] += 1;
      return () => {
        taken[queue] -= 1;
      };
    },
  };
}
