import type { Experiment } from '#domain/experiment.ts';
import { addresseesOf } from '#domain/waits/addressees.ts';
import { approversFor } from '#domain/waits/approvers-for.ts';

/** A person to talk to, and why them. */
export interface PersonToAsk {
  /** A pseudonym. */
  readonly person: string;
  readonly role: 'owner' | 'waits' | 'approver';
}

/**
 * The one person to talk to about an experiment, given who holds the approver role now and who asks (pseudonyms): its owner, then whom it
 * waits for, then an approver. Null if there is no other person than who asks.
 */
export function personToAsk(
  experiment: Experiment,
  approvers: readonly string[],
  asker: string,
): PersonToAsk | null {
  const { waiting, request } = experiment;
  const awaited = waiting === undefined ? [] : addresseesOf(experiment, waiting.act, approvers).people;
  const found: readonly PersonToAsk[] = [
    { person: request.owner, role: 'owner' },
    ...awaited.map((person): PersonToAsk => ({ person, role: 'waits' })),
    ...approversFor(experiment, approvers).map((person): PersonToAsk => ({ person, role: 'approver' })),
  ];
  return found.find(({ person }) => person !== asker) ?? null;
}
