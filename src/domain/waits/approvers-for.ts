import type { Experiment } from '#domain/experiment.ts';

/**
 * Who of the approvers may decide on an experiment: none of its authors and not its owner, as `mayApprove` says of each. People by
 * pseudonym, in the order given.
 */
export function approversFor(
  { proposal, request }: Experiment,
  approvers: readonly string[],
): readonly string[] {
  return approvers.filter((person) => !proposal.authors.includes(person) && person !== request.owner);
}
