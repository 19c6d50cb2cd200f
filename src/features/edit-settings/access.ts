import { escapeMrkdwn } from '#block-kit/text.ts';
import type { PersonActor } from '#domain/actor.ts';
import type { CoPilot } from '#features/co-pilot.ts';

/** What a person may do with the settings. */
export interface SettingsAccess {
  /** As which they act. */
  readonly actor: PersonActor;
  /** Why they may only look, in mrkdwn; null if they may change them. */
  readonly readOnly: string | null;
}

type Needs = Pick<CoPilot, 'settings' | 'people' | 'chat' | 'sight'>;

/** For people who may not even look. */
export const OUTSIDE = 'Only members of this workspace see the settings, and no guests.';

/**
 * What a chat user may do; null if they may not even look. While the settings name no admin, those who administer the workspace stand in:
 * they could install another bot in its place. Throws if the chat service does not tell who the person is.
 */
export async function settingsAccess(coPilot: Needs, user: string): Promise<SettingsAccess | null> {
  const { settings, people, chat, sight } = coPilot;
  if (sight.isExternal || (await chat.isGuest(user))) return null;
  const actor = await people.actorOf(user);
  if (settings.file !== null) return { actor, readOnly: governedBy(settings.file) };
  if (actor.roles.includes('admin')) return { actor, readOnly: null };
  if (settings.inForce().settings.roles.admins.length > 0)
    return { actor, readOnly: ':lock: Only admins change the settings. *Approvers and admins* names them.' };
  if (await chat.isWorkspaceAdmin(user))
    return { actor: { ...actor, roles: [...actor.roles, 'admin'] }, readOnly: null };
  const readOnly =
    ':lock: No admin is named yet. An owner or admin of this Slack workspace names the first ones here.';
  return { actor, readOnly };
}

function governedBy(file: string): string {
  return `:lock: The settings come from the file \`${escapeMrkdwn(file)}\`, so nothing can be changed here. Edit the file; the bot reads it within a minute. To change settings in Slack instead, import the file here once the bot has been started without it.`;
}
