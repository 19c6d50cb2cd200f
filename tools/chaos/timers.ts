import { syncBuiltinESMExports } from 'node:module';
import promises from 'node:timers/promises';
import type { VirtualClock } from '#sandbox/virtual-clock.ts';
import { type Life, presentLife } from './life.ts';

/** Timers on the virtual clock. */
export interface Timers {
  /** Calls back after so many virtual milliseconds, again and again if it repeats. */
  add(life: Life, milliseconds: number, fire: () => void, repeats: boolean): object;
  clear(timer: unknown): void;
  /** Forgets the timers of a life. */
  end(life: Life): void;
  /** Moves the clock on to the next timer and fires it; false if there is none. */
  fireNext(): boolean;
}

interface Timer {
  readonly life: Life;
  readonly every: number;
  readonly fire: () => void;
  readonly repeats: boolean;
  dueAt: number;
}

/** No timers yet. */
export function createTimers(clock: VirtualClock): Timers {
  const running = new Map<unknown, Timer>();
  return {
    add: (life, milliseconds, fire, repeats) => {
      // Machines count whole milliseconds.
      const every = Math.max(1, Math.ceil(milliseconds));
      const timer: Timer = { life, every, fire, repeats, dueAt: clock.now() + every };
      const handle = handleOf(() => {
        timer.dueAt = clock.now() + every;
      });
      if (life.alive) running.set(handle, timer);
      return handle;
    },
    clear: (handle) => {
      running.delete(handle);
    },
    end: (life) => {
      for (const [handle, timer] of running) if (timer.life === life) running.delete(handle);
    },
    fireNext: () => {
      const [next] = [...running].toSorted(([, a], [, b]) => a.dueAt - b.dueAt);
      if (next === undefined) return false;
      const [handle, timer] = next;
      clock.advance(timer.dueAt - clock.now());
      if (timer.repeats) timer.dueAt = clock.now() + timer.every;
      else running.delete(handle);
      presentLife.run(timer.life, timer.fire);
      return true;
    },
  };
}

/** What `setTimeout` of Node gives, as far as libraries use it. */
function handleOf(refresh: () => void) {
  const handle = {
    ref: () => handle,
    unref: () => handle,
    hasRef: () => true,
    refresh: () => {
      refresh();
      return handle;
    },
  };
  return handle;
}

/** The timers of the life that calls; null if the caller is none of a schedule's processes. */
export type TimersOf = () => { readonly timers: Timers; readonly life: Life } | null;

type Callback = (...given: readonly unknown[]) => void;

/**
 * Puts this thread's `setTimeout` (also that of `node:timers/promises`) and `setInterval` on the virtual clock for code that runs in
 * a life: the waits of the bot and of the vendors' SDKs then take no real time, and a killed process leaves no timer behind. All other
 * code keeps the real ones.
 */
export function installVirtualTimers(timersOf: TimersOf): () => void {
  const real = { setTimeout, setInterval, clearTimeout, clearInterval };
  const virtual = (name: 'setTimeout' | 'setInterval') => {
    return (fire: Callback, milliseconds = 0, ...given: readonly unknown[]) => {
      const found = timersOf();
      if (found === null) return Reflect.apply(real[name], globalThis, [fire, milliseconds, ...given]);
      return found.timers.add(found.life, milliseconds, () => fire(...given), name === 'setInterval');
    };
  };
  const clear = (name: 'clearTimeout' | 'clearInterval') => (handle: unknown) => {
    timersOf()?.timers.clear(handle);
    Reflect.apply(real[name], globalThis, [handle]);
  };
  Object.assign(globalThis, {
    setTimeout: virtual('setTimeout'),
    setInterval: virtual('setInterval'),
    clearTimeout: clear('clearTimeout'),
    clearInterval: clear('clearInterval'),
  });
  const realSleep = promises.setTimeout;
  setSleep((milliseconds = 0, value, options = {}) => {
    const found = timersOf();
    return found === null
      ? realSleep(milliseconds, value, options)
      : sleep(found, milliseconds, value, options);
  });
  return () => {
    Object.assign(globalThis, real);
    setSleep(realSleep);
  };
}

type Sleep = <Value>(
  milliseconds?: number,
  value?: Value,
  options?: SleepOptions,
) => Promise<Value | undefined>;
type SleepOptions = { readonly signal?: AbortSignal | undefined };

/** Every module that has imported it sees the change. */
function setSleep(sleep: Sleep): void {
  Object.assign(promises, { setTimeout: sleep });
  syncBuiltinESMExports();
}

function sleep<Value>(
  { timers, life }: NonNullable<ReturnType<TimersOf>>,
  milliseconds: number,
  value: Value,
  { signal }: SleepOptions,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      timers.clear(timer);
      reject(new DOMException('The operation was aborted', 'AbortError'));
    };
    const timer = timers.add(
      life,
      milliseconds,
      () => {
        signal?.removeEventListener('abort', stop);
        resolve(value);
      },
      false,
    );
    if (signal?.aborted === true) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
