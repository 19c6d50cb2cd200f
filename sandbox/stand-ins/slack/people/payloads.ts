import { type Desk, nextNumber, nextTs } from '#sandbox/stand-ins/slack/desk.ts';
import type { Fields } from '#sandbox/stand-ins/slack/fields.ts';
import type { SlackChannel, SlackUser, SlackView } from '#sandbox/stand-ins/slack/state.ts';
import { newTrigger } from '#sandbox/stand-ins/slack/triggers.ts';

/** Slack's old shared secret; every payload still carries it. */
const verificationToken = 'verification-token-of-the-sandbox';

/** What every interaction says: the person, the place, and (if asked for) a trigger. */
export function interaction(desk: Desk, type: string, user: SlackUser, viewId: string | null = null): Fields {
  const { team, app } = desk.state;
  return {
    type,
    token: verificationToken,
    api_app_id: app.id,
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId ?? team.id },
    trigger_id: newTrigger(desk, user.id, viewId),
  };
}

/**
 * What a form says beside an interaction. Its team is the person's; if that is another one, the view names the workspace that
 * has the app.
 */
export function formTeams({ state: { team } }: Desk, { teamId }: SlackUser, view: SlackView): Fields {
  return teamId === undefined
    ? { view }
    : { team: { id: teamId, domain: 'elsewhere' }, view: { ...view, app_installed_team_id: team.id } };
}

/** A slash command's form; Slack keeps the name of a private channel to itself. */
export function commandForm(
  desk: Desk,
  user: SlackUser,
  channel: SlackChannel,
  command: string,
  text: string,
  responseUrl: string,
): Record<string, string> {
  const { team, app } = desk.state;
  return {
    token: verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: nameInCommand(channel),
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: newTrigger(desk, user.id),
  };
}

/** The envelope of an event. */
export function eventEnvelope(desk: Desk, event: Fields): Fields {
  const { team, app } = desk.state;
  return {
    type: 'event_callback',
    token: verificationToken,
    team_id: team.id,
    api_app_id: app.id,
    event: { event_ts: nextTs(desk), ...event },
    event_id: `Ev${String(nextNumber(desk)).padStart(9, '0')}`,
    event_time: Math.floor(desk.now() / 1_000),
    event_context: 'sandbox',
    authorizations: [{ enterprise_id: null, team_id: team.id, user_id: app.botUser, is_bot: true }],
    is_ext_shared_channel: false,
  };
}

/** What a global shortcut says: neither a place nor the app, and of the person the id and the handle alone. */
export function shortcutPayload(desk: Desk, user: SlackUser, callbackId: string): Fields {
  const { api_app_id: _app, ...common } = interaction(desk, 'shortcut', user);
  const { id, name: username, teamId = desk.state.team.id } = user;
  return {
    ...{ ...common, user: { id, username, team_id: teamId } },
    ...{ callback_id: callbackId, action_ts: nextTs(desk) },
  };
}

/** The channel of a message as a shortcut in its menu names it: that of a private channel or a direct message says the kind alone. */
export function placeOfShortcut(channel: SlackChannel): Fields {
  const isDirect = channel.id.startsWith('D');
  return { id: channel.id, name: isDirect ? 'directmessage' : nameInCommand(channel) };
}

/** A private channel is called `privategroup`; a direct message of several people keeps its name, which begins with `mpdm-`. */
function nameInCommand({ name, isPrivate }: SlackChannel): string {
  return isPrivate && !name.startsWith('mpdm-') ? 'privategroup' : name;
}
