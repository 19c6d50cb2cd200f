import type { PersonActor } from '#domain/actor.ts';
import type { Act } from '#domain/authority/act.ts';
import { type Permission, permissionOf } from '#domain/authority/permissions.ts';
import { isAmong, type Standing, standingOf } from '#domain/authority/standing.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Refusal } from '#domain/refusal.ts';

/** Why the authority table keeps a person from an act on an experiment; null if it lets them. Says nothing of the status. */
export function refusalOfAct(experiment: Experiment, act: Act, actor: PersonActor): Refusal | null {
  const refusal = refusalOfPermission(experiment, permissionOf(act, actor.authority ?? 1), actor);
  const isOwnPlan = act === 'reject' && refusal !== null && refusal.code !== 'not-allowed';
  if (!isOwnPlan || refusalOfAct(experiment, 'cancel', actor) !== null) return refusal;
  return {
    ...refusal,
    message: `${refusal.message} To end it yourself, choose *End* in the menu of the card.`,
  };
}

/** The same for one row of the table. */
export function refusalOfPermission(
  experiment: Experiment,
  permission: Permission,
  actor: PersonActor,
): Refusal | null {
  const standing = standingOf(experiment, actor);
  if (isAmong(permission.who, standing)) return null;
  const isForOthers = permission.who === 'independent' || permission.who === 'non-writer';
  return (isForOthers ? refusalOfAuthor(standing) : null) ?? refusalOfMember(permission);
}

/** Why a person may not approve this experiment; null if they may: they hold the role and are no author. */
export function refusalOfApprover(experiment: Experiment, actor: PersonActor): Refusal | null {
  return refusalOfAct(experiment, 'approve', actor);
}

function refusalOfAuthor({ requester, editor, owner }: Standing): Refusal | null {
  if (requester) {
    return {
      code: 'requester',
      message: 'You asked for this experiment, so another person has to decide on it: an approver.',
    };
  }
  if (editor) {
    return {
      code: 'editor',
      message:
        'You edited what this experiment asks for, so another person has to decide on it: an approver who did not write it.',
    };
  }
  if (!owner) return null;
  return {
    code: 'owner',
    message:
      'You own this experiment, so another person has to decide on it: an approver who is not the owner.',
  };
}

function refusalOfMember({ who, words, instead }: Permission): Refusal {
  const message =
    who === 'responsible'
      ? `Only the requester, the owner or an approver may ${words}. ${instead ?? 'Ask one of them.'}`
      : 'Only approvers may do this. Ask one of them, or ask an admin to make you one (roles.approvers in the settings).';
  return { code: 'not-allowed', message };
}
