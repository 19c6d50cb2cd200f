import { MINUTE } from '#shared/clock.ts';

/** Clocks that differ by no more than this are taken as they are: a correction would follow the network, and change the order of rows. */
export const BELIEVED_SKEW = MINUTE;

/** When a batch was sent by the clock of its sender, and when it came by ours. Milliseconds since the Unix epoch. */
export interface Sent {
  readonly sentAt: number;
  readonly receivedAt: number;
}

/**
 * When something happened by our clock, if the sender's clock said `at`. A clock that is more than a minute off is set right by the moment
 * of sending. Nothing happens later than a minute after it came.
 */
export function happenedAt(at: number, { sentAt, receivedAt }: Sent): number {
  const skew = receivedAt - sentAt;
  const moved = Math.abs(skew) <= BELIEVED_SKEW ? at : at + skew;
  return Math.min(moved, receivedAt + BELIEVED_SKEW);
}
