import { z } from 'zod';
import type { Environment } from '#adapters/vendor.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/** Whether the bot runs in a workspace or its sandbox, and why, in sentences for the person who started it. */
export interface ChosenMode {
  readonly mode: 'sandbox' | 'workspace';
  readonly why: string;
}

const MODE = 'CO_PILOT_MODE';
const modeSchema = z.enum(['sandbox', 'workspace']);
/** Any of these set means that a real workspace is meant, or was meant to be. */
const OF_SLACK = /^SLACK_/;
/** Variables that a workspace needs and the sandbox leaves alone. */
const OF_WORKSPACE = [
  ...['GITHUB_TOKEN', 'POSTHOG_HOST', 'POSTHOG_PROJECT_ID', 'POSTHOG_PERSONAL_API_KEY'],
  ...['MONGODB_URI', 'MONGODB_ALLOW_STANDALONE', 'DATABASE_FILE', 'SETTINGS_FILE'],
] as const;

/**
 * Chooses by CO_PILOT_MODE; without it, a workspace if any Slack variable is set. Refuses a mode that does not exist. `set`
 * holds the variables that are not blank.
 */
export function modeOf(set: Environment): Result<ChosenMode, string> {
  const wanted = set[MODE];
  if (wanted !== undefined) {
    const read = modeSchema.safeParse(wanted);
    return read.success
      ? ok({ mode: read.data, why: `${MODE} is set to ${read.data}.` })
      : refused(`${MODE}: must be sandbox or workspace; if it is left out, the Slack settings decide.`);
  }
  if (Object.keys(set).some((name) => OF_SLACK.test(name)))
    return ok({ mode: 'workspace', why: 'A Slack setting is set.' });
  return ok({ mode: 'sandbox', why: `No Slack setting is set.${unusedIn(set)}` });
}

function unusedIn(set: Environment): string {
  const unused = OF_WORKSPACE.filter((name) => set[name] !== undefined);
  if (unused.length === 0) return '';
  const verb = unused.length === 1 ? 'is' : 'are';
  return ` ${unused.join(', ')} ${verb} set, and not used here: a workspace also needs SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET.`;
}
