import type { FormValues } from '#desk/block-kit/held-value.ts';
import type { Visit } from '#desk/page.ts';
import { isMember } from '#features/is-member.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import { chosenIds, type FieldProblems } from './form-problems.ts';
import type { OpenForm } from './outcome.ts';

const UNKNOWN = {
  person: 'Choose a person of this workspace.',
  channel: 'Choose a channel that you may see.',
} as const;
/** Slack's answers to ids of nothing that it would tell the bot of. */
const UNKNOWN_TO_SLACK: ReadonlySet<string> = new Set([
  ...['slack.user_not_found', 'slack.user_not_visible', 'slack.channel_not_found'],
]);
const UNTOLD = 'Slack does not say now whether this can be chosen. Send it again in a minute.';
/** The ids of user groups, of which Slack tells nothing here. */
const GROUP = /^S/;

/** What Slack vouches for in a form of its own: that people are of the workspace, and that the person may see the channels. By block id. */
export async function unvouched(
  { coPilot }: Visit,
  { view }: OpenForm,
  values: FormValues,
): Promise<FieldProblems> {
  const { sight, log } = coPilot;
  const isKnown = async (kind: 'person' | 'channel', id: string) => {
    if (kind === 'channel') return sight.sees(id);
    return GROUP.test(id) || isMember(coPilot, id);
  };
  const found = await Promise.all(
    chosenIds(view, values).map(
      async ({ block, kind, id }): Promise<readonly (readonly [string, string])[]> => {
        try {
          return (await isKnown(kind, id)) ? [] : [[block, UNKNOWN[kind]]];
        } catch (thrown) {
          const fault = toAppError(thrown);
          if (UNKNOWN_TO_SLACK.has(fault.code)) return [[block, UNKNOWN[kind]]];
          log.warn('slack does not tell of what was chosen in a form', faultFields(fault));
          return [[block, UNTOLD]];
        }
      },
    ),
  );
  return Object.fromEntries(found.flat());
}
