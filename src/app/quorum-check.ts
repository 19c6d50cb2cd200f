import type { Check } from '#adapters/vendor.ts';
import { PERMISSIONS } from '#domain/authority/permissions.ts';
import { ownFault } from '#shared/errors.ts';

/** Whether the settings name enough approvers for every risk. Without them the bot works, and some experiments wait for ever. */
export function quorumCheck(roles: () => { readonly approvers: readonly string[] }): Check {
  return {
    what: 'Settings: approvers for every risk',
    isNeeded: false,
    ask: async () => {
      const named = new Set(roles().approvers).size;
      if (named >= PERMISSIONS.approve.votes.high) return;
      throw ownFault(
        'settings.few-approvers',
        'One approver is named (roles.approvers in the settings). Experiments of high risk take two approvers, and an approver cannot approve an experiment of their own. Name at least one more.',
      );
    },
  };
}
