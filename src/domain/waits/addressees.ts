import type { Experiment } from '#domain/experiment.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { type CallRule, callRuleOf } from '#domain/waits/call-rule.ts';
import type { WaitAct } from '#domain/waits/wait-act.ts';

/** Whom a wait calls. */
export interface Called {
  /** By pseudonym, each once. Never empty: without an approver who may act, the requester and the owner are called. */
  readonly people: readonly string[];
  /** `any`: no approver may act; `another`: two are needed, and there is one. Then an admin has to help. Null otherwise. */
  readonly lacks: 'any' | 'another' | null;
}

type Own = Pick<Required<ExperimentSummary>, 'requester' | 'owner'>;

/** Who may act on what an experiment waits for, given who holds the approver role now (pseudonyms). */
export function addresseesOf(experiment: Experiment, act: WaitAct, approvers: readonly string[]): Called {
  const { proposal, request } = experiment;
  return calledBy(
    callRuleOf(experiment, act),
    { requester: proposal.requester, owner: request.owner },
    approvers,
  );
}

/** Whom a rule calls, given the experiment's own people and who holds the approver role now (pseudonyms). */
export function calledBy(rule: CallRule, own: Own, approvers: readonly string[]): Called {
  switch (rule.who) {
    case 'requester':
      return { people: [own.requester], lacks: null };
    case 'owner':
      return { people: [own.owner], lacks: null };
    case 'any-approver':
      return orOwner(own, approvers, 1);
    case 'approvers': {
      const done = spokenNow(rule, approvers);
      const { barred = [] } = rule;
      const able = approvers.filter((person) => !barred.includes(person) && !done.includes(person));
      return orOwner(own, able, missing(rule, approvers));
    }
  }
}

/** How many more approvers have to act, at least one; who holds the role now is given by pseudonym. */
export function votesMissing(experiment: Experiment, act: WaitAct, approvers: readonly string[]): number {
  return missing(callRuleOf(experiment, act), approvers);
}

function missing(rule: CallRule, approvers: readonly string[]): number {
  return Math.max(1, (rule.votes ?? 1) - spokenNow(rule, approvers).length);
}

/** Who has voted counts only while they hold the role. */
function spokenNow({ spoken = [] }: CallRule, approvers: readonly string[]): readonly string[] {
  return spoken.filter((person) => approvers.includes(person));
}

function orOwner({ owner, requester }: Own, able: readonly string[], needed: number): Called {
  if (able.length >= needed) return { people: able, lacks: null };
  if (able.length > 0) return { people: able, lacks: 'another' };
  return { people: [...new Set([owner, requester])], lacks: 'any' };
}
