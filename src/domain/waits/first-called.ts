import type { Experiment } from '#domain/experiment.ts';
import { addresseesOf, type Called, votesMissing } from '#domain/waits/addressees.ts';
import type { WaitAct } from '#domain/waits/wait-act.ts';

/** What no user waits for: as many approvers are called as it takes, and the others hear of it by the reminder of the next day. */
const BY_TURNS: readonly WaitAct[] = ['review', 'launch'];

/**
 * Whom the message that begins a wait calls, given who holds the approver role now (pseudonyms). All who may act, but for what is done by
 * turns: the turn follows from the key of the experiment, so that one approver is called for its plan and for its launch.
 */
export function firstCalled(experiment: Experiment, act: WaitAct, approvers: readonly string[]): Called {
  const called = addresseesOf(experiment, act, approvers);
  if (!BY_TURNS.includes(act) || called.lacks !== null) return called;
  const from = turnOf(experiment.key, called.people.length);
  const people = [...called.people.slice(from), ...called.people.slice(0, from)];
  return { ...called, people: people.slice(0, votesMissing(experiment, act, approvers)) };
}

/** A place in a list of that length that belongs to a key. */
function turnOf(key: string, length: number): number {
  let sum = 0;
  for (const letter of key) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_973;
  return sum % length;
}
