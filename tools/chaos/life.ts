import { AsyncLocalStorage } from 'node:async_hooks';

/** One life of a process, from its start until it is killed. What it does is known by the asynchronous context. */
export interface Life {
  readonly name: string;
  alive: boolean;
  /** How far its clock is ahead of the true one, in milliseconds; negative if it is behind. */
  skew: number;
  /** Cuts the connections to it. */
  readonly cut: AbortController;
}

/** The life that the present code runs in; undefined for the world around it. */
export const presentLife = new AsyncLocalStorage<Life>();

/** A life that has just begun. */
export function beginLife(name: string, skew = 0): Life {
  return { name, alive: true, skew, cut: new AbortController() };
}
