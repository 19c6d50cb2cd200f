import type { PersonActor } from '#domain/actor.ts';
import type { Who } from '#domain/authority/permissions.ts';
import type { Experiment } from '#domain/experiment.ts';

/** What a person is to an experiment, and whether they hold the approver role. */
export interface Standing {
  readonly requester: boolean;
  /** Edited the request. The requester counts as that, too. */
  readonly editor: boolean;
  readonly owner: boolean;
  readonly approver: boolean;
}

/** The standing of a person at the moment of an act. */
export function standingOf({ proposal, request }: Experiment, { person, roles }: PersonActor): Standing {
  return {
    requester: person === proposal.requester,
    editor: proposal.authors.includes(person),
    owner: person === request.owner,
    approver: roles.includes('approver'),
  };
}

/** Whether a row of the authority table that names these people means a person of this standing. */
export function isAmong(who: Who, { requester, editor, owner, approver }: Standing): boolean {
  switch (who) {
    case 'member':
      return true;
    case 'responsible':
      return approver || requester || owner;
    case 'approver':
      return approver;
    case 'non-writer':
      return approver && !requester && !editor;
    case 'independent':
      return approver && !requester && !editor && !owner;
  }
}
