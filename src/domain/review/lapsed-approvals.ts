import { type Actor, isUnderMatrix } from '#domain/actor.ts';
import type { Experiment } from '#domain/experiment.ts';
import { validApprovals } from '#domain/review/valid-approvals.ts';
import { listed } from '#shared/listed.ts';

/** Whose approvals of the present plan an act makes void (pseudonyms). None before the third matrix, whose acts did not say. */
export function approvalsVoidedBy(experiment: Experiment, actor: Actor): readonly string[] {
  return isUnderMatrix(actor, 3) ? validApprovals(experiment).map(({ person }) => person) : [];
}

/** That these approvals count no more, for a stamp, with a space before it; empty for none. Journals hold it. */
export function voidedStamp(people: readonly string[]): string {
  if (people.length === 0) return '';
  const names = listed(people.map((person) => `<@${person}>`));
  return people.length === 1
    ? `. The approval of ${names} no longer counts`
    : `. The approvals of ${names} no longer count`;
}
