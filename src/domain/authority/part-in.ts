import { readinessOf } from '#domain/code/readiness.ts';
import type { Experiment } from '#domain/experiment.ts';

/** What a person does in an experiment that the authority table counts. */
export interface PartIn {
  readonly owns: boolean;
  readonly asked: boolean;
  readonly edited: boolean;
  /** Approved its plan, launched it, decided on it, or gave the first vote for one of these. */
  readonly voted: boolean;
}

/** The part of a person (pseudonym) in an experiment. */
export function partIn(experiment: Experiment, person: string): PartIn {
  const { request, proposal, design, launch, decision, unattended } = experiment;
  const pending = design?.pendingAmendment;
  const voters = [
    ...(design?.approvals ?? []).map((approval) => approval.person),
    ...(pending === undefined ? [] : [pending.by, ...pending.approvedBy]),
    readinessOf(experiment)?.launchVote?.by,
    launch?.by,
    decision.pendingOverride?.by,
    ...(decision.record?.by ?? []),
    unattended?.auto?.mode === 'on' ? unattended.auto.by : null,
  ];
  return {
    owns: request.owner === person,
    asked: proposal.requester === person,
    edited: proposal.requester !== person && proposal.authors.includes(person),
    voted: voters.includes(person),
  };
}

/** Whether any of it keeps the person from acting as another one. */
export function hasPart({ owns, asked, edited, voted }: PartIn): boolean {
  return owns || asked || edited || voted;
}
