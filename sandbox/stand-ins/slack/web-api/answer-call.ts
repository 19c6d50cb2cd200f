import { type Answer, bad } from '#sandbox/stand-ins/slack/answer.ts';
import type { Desk } from '#sandbox/stand-ins/slack/desk.ts';
import { allMethods } from '#sandbox/stand-ins/slack/methods/all.ts';
import type { SlackCall } from './call.ts';

/** Methods that Slack answers without a token. */
const open: readonly string[] = ['blocks.validate'];

/** Scopes that an installed app may lack: those that were asked for later than the others. */
const SCOPES: Readonly<Record<string, string>> = {
  'agents.sessions.setStatus': 'assistant:write',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
  'files.info': 'files:read',
  'users.info': 'users:read',
  'users.list': 'users:read',
  'dnd.info': 'dnd:read',
  'usergroups.list': 'usergroups:read',
  'usergroups.users.list': 'usergroups:read',
};

/** Answers one call: who calls, which method, and then the method itself. */
export function answerCall(desk: Desk, botToken: string, { method, args, token }: SlackCall): Answer {
  const run = Object.hasOwn(allMethods, method) ? allMethods[method] : undefined;
  if (run === undefined) return bad('unknown_method', { req_method: method });
  if (!open.includes(method)) {
    if (token === '') return bad('not_authed');
    if (token !== botToken) return bad('invalid_auth');
  }
  const needed = SCOPES[method];
  if (needed !== undefined && !desk.state.app.scopes.includes(needed))
    return bad('missing_scope', { needed, provided: desk.state.app.scopes.join(',') });
  return run(args, desk);
}
