import { setImmediate as turn } from 'node:timers/promises';
import type { VirtualClock } from '#sandbox/virtual-clock.ts';
import type { Chance } from './chance.ts';
import type { Life } from './life.ts';
import { createTimers, type Timers } from './timers.ts';

/** Turns of the event loop after which whatever follows from an answer has been asked for. */
const TURNS = 3;
/** Turns after which what was written to a connection has arrived: a kernel delivers it though the writer is dead. */
const FLIGHT = 25;
/** Turns that an answer under way is waited for before time is moved on: in memory a few are enough. */
const PATIENCE = 200;

/** What others may overtake to do harm is put off if there is anything else to do, so that they do. */
const SLOW = /^append|chat\.postMessage|pulls$/;
const SECOND_LOOKS = 4;

/** What becomes of the process at an operation: it may be killed before it, or after it without hearing the answer. */
export type Fate = 'live' | 'dies-before' | 'dies-after';

/** Everything that processes ask of the outside, one at a time and in an order that chance draws. */
export interface Agenda {
  readonly timers: Timers;
  /** Asks for an operation of a life. The answer never comes if that life has ended by then. */
  perform<Value>(life: Life, label: string, work: () => Promise<Value>, onWire?: boolean): Promise<Value>;
  /** Waits on the virtual clock. Never ends if the life does. */
  sleep(life: Life, milliseconds: number): Promise<void>;
  /** Resolves when this life asks for something. */
  stirs(life: Life): Promise<void>;
  /** Resolves when what was sent now has arrived, whether or not anything comes of it. */
  arrival(): Promise<void>;
  /** Counts an answer over a connection as under way until it is there. */
  expect<Value>(answer: Promise<Value>): Promise<Value>;
  /** Ends a life: nothing of it has any further effect, and nothing it waits for ever comes. */
  end(life: Life): void;
  /** Does what is on the wire already: however far the clock jumps, a request that was sent arrives before that. */
  flush(): Promise<void>;
  /** Does one thing. False: there is nothing left to do, and no timer runs. */
  step(): Promise<boolean>;
}

interface Operation {
  readonly life: Life;
  readonly label: string;
  readonly onWire: boolean;
  readonly run: () => Promise<void>;
}

export interface AgendaNeeds {
  readonly chance: Chance;
  readonly clock: VirtualClock;
  /** What becomes of the process at this operation. */
  readonly fateOf: (life: Life, label: string) => Fate;
  /** Ends a process, its life included. */
  readonly kill: (life: Life) => void;
  readonly note: (line: string) => void;
}

/** An agenda with nothing on it. */
export function createAgenda(needs: AgendaNeeds): Agenda {
  const { chance, clock } = needs;
  let pending: Operation[] = [];
  let underWay = 0;
  let wake = () => {};
  const watchers = new Map<Life, () => void>();
  const timers = createTimers(clock);

  const perform = <Value>(
    life: Life,
    label: string,
    work: () => Promise<Value>,
    onWire = false,
  ): Promise<Value> => {
    const { promise, resolve, reject } = Promise.withResolvers<Value>();
    if (!life.alive) return promise;
    const run = async () => {
      try {
        const value = await work();
        if (life.alive) resolve(value);
      } catch (thrown) {
        if (life.alive) reject(thrown);
      }
    };
    pending.push({ life, label, onWire, run });
    watchers.get(life)?.();
    wake();
    return promise;
  };
  const runOne = async (operation: Operation) => {
    const { life, label } = operation;
    const fate = needs.fateOf(life, label);
    needs.note(`${life.name}: ${label}${fate === 'live' ? '' : ` (${fate})`}`);
    // The process ended before the answer: the far side has done the work, and no process gets the answer.
    if (fate !== 'live') {
      await turns(FLIGHT);
      needs.kill(life);
    }
    if (fate !== 'dies-before') await operation.run();
  };
  const next = () => {
    let found = chance.pick(pending);
    for (let look = 0; look < SECOND_LOOKS && found !== undefined && SLOW.test(found.label); look += 1) {
      found = chance.pick(pending);
    }
    return found;
  };
  const awaitAnswer = async () => {
    let isAwake = false;
    wake = () => {
      isAwake = true;
    };
    for (let waited = 0; waited < PATIENCE && !isAwake; waited += 1) await turn();
    return isAwake;
  };

  return {
    timers,
    perform,
    sleep: (life, milliseconds) =>
      new Promise((resolve) => {
        timers.add(life, milliseconds, resolve, false);
      }),
    stirs: (life) =>
      new Promise((resolve) => {
        watchers.set(life, resolve);
      }),
    arrival: () => turns(FLIGHT),
    expect: async (answer) => {
      underWay += 1;
      try {
        return await answer;
      } finally {
        underWay -= 1;
        wake();
      }
    },
    end: (life) => {
      life.alive = false;
      pending = pending.filter((operation) => operation.life !== life);
      timers.end(life);
      watchers.delete(life);
      life.cut.abort();
    },
    flush: async () => {
      await turns(TURNS);
      const sent = pending.filter(({ onWire }) => onWire);
      pending = pending.filter(({ onWire }) => !onWire);
      for (const operation of sent) if (operation.life.alive) await runOne(operation);
    },
    step: async () => {
      await turns(TURNS);
      const operation = next();
      if (operation !== undefined) {
        pending = pending.filter((other) => other !== operation);
        await runOne(operation);
        return true;
      }
      if (underWay > 0 && (await awaitAnswer())) return true;
      return timers.fireNext();
    },
  };
}

/** Lets the event loop go round so often. */
async function turns(count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) await turn();
}
