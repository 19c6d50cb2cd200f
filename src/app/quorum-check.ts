import { isUserGroup } from '#adapters/slack/user-groups.ts';
import type { Check } from '#adapters/vendor.ts';
import { PERMISSIONS } from '#domain/authority/permissions.ts';
import { ownFault } from '#shared/errors.ts';

/** Whether the settings name enough approvers for every risk. Without them the bot works, and some experiments wait for ever. */
export function quorumCheck(roles: () => { readonly approvers: readonly string[] }): Check {
  return {
    what: 'Settings: approvers for every risk',
    isNeeded: false,
    ask: async () => {
      const { approvers } = roles();
      // Who is in a group changes without a start; a plan that lacks approvers says so itself.
      if (approvers.some(isUserGroup)) return;
      const named = new Set(approvers).size;
      if (named >= PERMISSIONS.approve.votes.high) return;
      throw ownFault(
        'settings.few-approvers',
        'One approver is named (roles.approvers in the settings). Experiments of high risk take two approvers, and an approver cannot approve an experiment of their own. Name at least one more.',
      );
    },
  };
}
