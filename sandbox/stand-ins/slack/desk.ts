import type { SlackEphemeral, SlackMessage, SlackState, SlackView } from './state.ts';

/** Something that people in the workspace could see happen. */
export type Change =
  | {
      readonly kind: 'message-posted' | 'message-updated' | 'message-deleted';
      readonly message: SlackMessage;
    }
  | {
      readonly kind: 'ephemeral-posted' | 'ephemeral-updated' | 'ephemeral-deleted';
      readonly message: SlackEphemeral;
    }
  | {
      readonly kind: 'view-opened' | 'view-updated' | 'view-closed';
      readonly user: string;
      readonly view: SlackView;
    }
  | { readonly kind: 'home-published'; readonly user: string; readonly view: SlackView };

/** What everything in the stand-in works on: the state, the clock, and whom to tell of changes. */
export interface Desk {
  state: SlackState;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly tell: (change: Change) => void;
  /** The stand-in's own address, without a slash at the end; known once it listens. */
  baseUrl: string;
}

/** The next number of the workspace: ids are counted, never drawn, so that runs repeat. */
export function nextNumber(desk: Desk): number {
  desk.state.counter += 1;
  return desk.state.counter;
}

/** A timestamp that no other message has: seconds of the clock, and a counter. */
export function nextTs(desk: Desk): string {
  const seconds = Math.floor(desk.now() / 1_000);
  return `${seconds}.${String(nextNumber(desk)).padStart(6, '0')}`;
}
