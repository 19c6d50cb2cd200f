import { bad, good } from '#sandbox/stand-ins/slack/answer.ts';
import type { Desk } from '#sandbox/stand-ins/slack/desk.ts';
import { type Fields, flagOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { pageOf } from '#sandbox/stand-ins/slack/paging.ts';
import type { SlackUser } from '#sandbox/stand-ins/slack/state.ts';
import type { Method } from './method.ts';

/** Who the token belongs to. */
const authTest: Method = (_args, desk) => {
  const { team, app, users } = desk.state;
  return good({
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    team_id: team.id,
    user: users[app.botUser]?.name,
    user_id: app.botUser,
    bot_id: app.botId,
    is_enterprise_install: false,
  });
};

const usersInfo: Method = (args, desk) => {
  const user = desk.state.users[textOf(args['user']) ?? ''];
  return user === undefined ? bad('user_not_found') : good({ user: userObject(user, desk) });
};

/** Slack tells the quiet time that lasts, or else the next one; who has none gets ones. */
const dndInfo: Method = (args, desk) => {
  const user = desk.state.users[textOf(args['user']) ?? desk.state.app.botUser];
  if (user === undefined) return bad('user_not_found');
  const { quiet } = user;
  return good({
    dnd_enabled: quiet !== undefined,
    next_dnd_start_ts: quiet?.from ?? 1,
    next_dnd_end_ts: quiet?.until ?? 1,
  });
};

const usersList: Method = (args, desk) => {
  const page = pageOf(Object.values(desk.state.users), args);
  if ('ok' in page) return page;
  const members = page.items.map((user) => userObject(user, desk));
  return good({ members, response_metadata: { next_cursor: page.nextCursor } });
};

const groupsList: Method = (args, desk) => {
  const usergroups = Object.values(desk.state.userGroups).map(({ users, ...group }) => ({
    ...group,
    team_id: desk.state.team.id,
    user_count: users.length,
    ...(flagOf(args['include_users']) ? { users } : {}),
  }));
  return good({ usergroups });
};

const groupUsers: Method = (args, desk) => {
  const group = desk.state.userGroups[textOf(args['usergroup']) ?? ''];
  return group === undefined ? bad('no_such_subteam') : good({ users: group.users });
};

export const people: Readonly<Record<string, Method>> = {
  'auth.test': authTest,
  'users.info': usersInfo,
  'users.list': usersList,
  'dnd.info': dndInfo,
  'usergroups.list': groupsList,
  'usergroups.users.list': groupUsers,
};

function userObject(user: SlackUser, desk: Desk): Fields {
  return {
    id: user.id,
    team_id: user.teamId ?? desk.state.team.id,
    ...(user.teamId === undefined ? {} : { is_stranger: true }),
    name: user.name,
    real_name: user.realName,
    deleted: user.isDeactivated,
    is_bot: user.isBot,
    is_admin: user.isAdmin,
    ...(user.isGuest === true ? { is_restricted: true } : {}),
    // Slack leaves the time zone out of people who are deactivated.
    ...(user.isDeactivated ? {} : zoneOf(user, desk)),
    profile: { real_name: user.realName, display_name: user.name },
  };
}

/** The offset is in seconds, at this moment. */
function zoneOf({ tz = 'Etc/UTC' }: SlackUser, desk: Desk): Fields {
  const now = new Date(desk.now());
  const there = new Date(now.toLocaleString('en-US', { timeZone: tz }));
  const utc = new Date(now.toLocaleString('en-US', { timeZone: 'UTC' }));
  return { tz, tz_offset: (there.getTime() - utc.getTime()) / 1000 };
}
