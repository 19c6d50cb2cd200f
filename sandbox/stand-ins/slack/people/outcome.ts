import type { SlackMessage } from '#sandbox/stand-ins/slack/state.ts';
import type { Delivery } from './deliver.ts';

/** What came of one act of a person. */
export interface Outcome extends Delivery {
  /** Whether anything was sent to the bot at all. */
  readonly isSent: boolean;
  /** What the person is told if the bot's answer was missing or unfit. */
  readonly problem: string | null;
  /** Errors shown at inputs, by block id: the bot's, or the client's own before anything is sent. */
  readonly errors: Readonly<Record<string, string>>;
  /** The message a person wrote, if the act was to write one. */
  readonly message: SlackMessage | null;
}

/** An outcome of a delivery: no problem unless said otherwise. */
export function outcome(delivery: Delivery, more: Partial<Omit<Outcome, keyof Delivery>> = {}): Outcome {
  return { isSent: true, problem: problemOf(delivery), errors: {}, message: null, ...delivery, ...more };
}

/** An outcome without a delivery: the client kept the act to itself. */
export function notSent(more: Partial<Omit<Outcome, keyof Delivery>> = {}): Outcome {
  const nothing: Delivery = { status: 0, body: '', json: null, elapsed: 0, others: [], failure: null };
  return { ...nothing, isSent: false, problem: null, errors: {}, message: null, ...more };
}

function problemOf(delivery: Delivery): string | null {
  if (delivery.failure === 'timeout') return 'operation_timeout';
  return delivery.status === 200 ? null : 'dispatch_failed';
}
