import type { WebClient } from '@slack/web-api';
import type { Check } from '#adapters/vendor.ts';
import { toAppError } from '#shared/errors.ts';
import { toSlackError } from './errors.ts';
import { slackFault } from './fault-kinds.ts';
import type { RoleTable } from './people.ts';
import { createSlackProbe } from './probe.ts';
import { SLACK_SCOPES, type SlackScope } from './scopes.ts';
import { isUserGroup, membersOf } from './user-groups.ts';

/** What can be asked of Slack about the bot token: that it works, and what it may do. */
export function slackChecks(client: WebClient): readonly Check[] {
  return [
    { what: 'the bot token', ask: createSlackProbe(client), isNeeded: true },
    { what: 'scopes that the bot needs', ask: scopeCheck(client, true), isNeeded: true },
    { what: 'scopes that add to it', ask: scopeCheck(client, false), isNeeded: false },
  ];
}

/** That Slack tells who is in each user group that has a role; without that its members have none. */
export function groupChecks(client: WebClient, { approvers, admins }: RoleTable): readonly Check[] {
  return [...new Set([...approvers, ...admins])].filter(isUserGroup).map((group) => ({
    what: `the user group ${group}`,
    ask: async () => {
      try {
        await membersOf(client, group);
      } catch (thrown) {
        const { code, message } = toAppError(thrown);
        if (code === 'slack.no_such_subteam')
          throw slackFault(
            'no_such_subteam',
            `Slack knows no user group ${group}: change it in the roles of the settings.`,
          );
        throw slackFault(
          code.slice('slack.'.length),
          `Slack does not tell who is in the user group ${group}: ${message}`,
        );
      }
    },
    isNeeded: false,
  }));
}

function scopeCheck(client: WebClient, isNeeded: boolean) {
  return async () => {
    const granted = await grantedScopes(client);
    // A server in between that hides the header hides no more than that.
    if (granted === null) return;
    const lacking = SLACK_SCOPES.filter((one) => one.isNeeded === isNeeded && !granted.includes(one.scope));
    if (lacking.length > 0) throw slackFault('missing_scope', sentenceOf(lacking));
  };
}

/** The scopes that Slack says the token has; null if it does not say. */
async function grantedScopes(client: WebClient): Promise<readonly string[] | null> {
  try {
    const { response_metadata: metadata } = await client.auth.test();
    return metadata?.scopes?.map((scope) => scope.trim()) ?? null;
  } catch (thrown) {
    throw toSlackError(thrown);
  }
}

function sentenceOf(lacking: readonly SlackScope[]): string {
  const scopes = lacking.map(({ scope }) => scope).join(', ');
  const noun = lacking.length === 1 ? 'the scope' : 'the scopes';
  return `The Slack app lacks ${noun} ${scopes}. Reinstall it from manifest.yml, and set SLACK_BOT_TOKEN if Slack shows another token then.`;
}
