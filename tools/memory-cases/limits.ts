/** The least shares of searches that find the right ones and of repeats that are warned about, and the largest share of others that are. */
export interface MemoryFloor {
  readonly found: number;
  readonly warned: number;
  readonly falsely: number;
}

/** What is promised: 45 of 50 searches and 19 of 20 repeats. It holds for a history from outside. */
export const PROMISED: MemoryFloor = { found: 0.9, warned: 0.95, falsely: 1 };

/** The folders that are always measured, and the floors of their sets. */
export const MEASURED: Readonly<Record<string, Readonly<Record<string, MemoryFloor>>>> = {
  'test/fixtures/memory/first': {
    tuned: { found: 0.9, warned: 0.95, falsely: 0.5 },
    'held-out': { found: 0.76, warned: 0.88, falsely: 0.5 },
  },
};
