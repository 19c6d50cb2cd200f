import type { Desk } from '#sandbox/stand-ins/slack/desk.ts';
import type { Grant, OpenIdApp, SigningIn } from './openid-types.ts';

const SCOPES: readonly string[] = ['openid', 'profile', 'email'];

/** Reads an authorisation address as strictly as Slack does. Throws Slack's error code. */
export function grantOf(
  { pathname, searchParams: asked }: URL,
  { desk, app, person }: { readonly desk: Desk; readonly app: OpenIdApp; readonly person: SigningIn },
): Grant {
  const scopes = (asked.get('scope') ?? '').split(/[ ,]+/);
  const redirectUri = asked.get('redirect_uri') ?? '';
  const account = desk.state.users[person.user];
  const team = person.team ?? account?.teamId ?? desk.state.team.id;
  refuse(pathname !== '/openid/connect/authorize', 'unknown_path');
  refuse(asked.get('client_id') !== app.clientId, 'invalid_client_id');
  refuse(asked.get('response_type') !== 'code', 'invalid_response_type');
  refuse(!scopes.includes('openid') || scopes.some((one) => !SCOPES.includes(one)), 'invalid_scope');
  refuse(!app.redirectUris.includes(redirectUri), 'bad_redirect_uri');
  refuse(account === undefined || account.isBot || account.isDeactivated, 'account_inactive');
  // Slack lets a person in by the workspace that the address names, and by no other.
  refuse(asked.get('team') !== null && asked.get('team') !== team, 'team_access_not_granted');
  const challenge = asked.get('code_challenge');
  refuse(challenge !== null && asked.get('code_challenge_method') !== 'S256', 'invalid_request');
  return {
    ...{ user: person.user, team, redirectUri, scopes, challenge },
    ...{ state: asked.get('state'), nonce: asked.get('nonce') },
  };
}

function refuse(isWrong: boolean, code: string): void {
  if (isWrong) throw new Error(code);
}
