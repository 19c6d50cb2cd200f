import { randomBytes } from 'node:crypto';
import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { bad, good } from '#sandbox/stand-ins/slack/answer.ts';
import type { Desk } from '#sandbox/stand-ins/slack/desk.ts';
import type { Fields } from '#sandbox/stand-ins/slack/fields.ts';
import { callerOf, tokenProblem } from './check-call.ts';
import { grantOf } from './grant.ts';
import type { Grant, OpenIdApp, SigningIn } from './openid-types.ts';
import { createSigner, type Signer } from './sign-token.ts';

/** Milliseconds that a code is good for. */
const CODE_LIVES = 10 * 60_000;

/** What a test makes Slack do wrong at signing in. */
export interface Forgery {
  /** Claims that replace those of the next token. */
  readonly claims?: Fields;
  /** The next token is signed by a key that Slack does not publish. */
  readonly wrongKey?: true;
}

/** Sign in with Slack, by OpenID Connect. */
export interface OpenId {
  /** Answers what belongs to it; null for all else. */
  readonly answer: (request: WireRequest) => WireAnswer | null;
  /** Opens the page at an address that the app named, as a person: the address at which Slack sends the browser on. Throws Slack's words if it shows an error. */
  readonly visit: (address: string, person: SigningIn) => string;
  readonly forge: (forgery: Forgery) => void;
}

/** Slack as an OpenID provider for one app. Its clock is the machine's: programs compare the times in tokens with their own. */
export function createOpenId(desk: Desk, app: OpenIdApp): OpenId {
  const codes = new Map<string, Grant & { readonly at: number }>();
  const signer: { made: Signer | null } = { made: null };
  let forgery: Forgery = {};
  const sign = () => {
    signer.made ??= createSigner();
    return signer.made;
  };
  const exchange = (request: WireRequest): Fields => {
    const caller = callerOf(request);
    const grant = codes.get(caller.code);
    const problem = tokenProblem(caller, app, grant === undefined ? null : grant);
    // A code that was shown once is gone, whatever came of it.
    if (problem !== 'invalid_client_id' && problem !== 'bad_client_secret') codes.delete(caller.code);
    if (problem !== null) return bad(problem);
    if (grant === undefined || Date.now() - grant.at > CODE_LIVES) return bad('invalid_code');
    const { claims = {}, wrongKey } = forgery;
    forgery = {};
    const accessToken = `xoxp-${randomBytes(12).toString('hex')}`;
    const idToken = sign().token({ ...claimsOf(desk, app, grant), ...claims }, wrongKey === true);
    return good({ access_token: accessToken, token_type: 'Bearer', id_token: idToken });
  };
  return {
    answer: (request) => {
      if (request.path === '/.well-known/openid-configuration') return json(metadata(desk.baseUrl));
      if (request.path === '/openid/connect/keys') return json({ keys: [sign().publicKey] });
      if (request.path === '/api/openid.connect.token') return json(exchange(request));
      return null;
    },
    visit: (address, person) => {
      const grant = grantOf(new URL(address), { desk, app, person });
      const back = new URL(grant.redirectUri);
      if (grant.state !== null) back.searchParams.set('state', grant.state);
      if (person.refuses === true) {
        back.searchParams.set('error', 'access_denied');
        return back.href;
      }
      const code = `${desk.state.counter}.${randomBytes(16).toString('hex')}`;
      codes.set(code, { ...grant, at: Date.now() });
      back.searchParams.set('code', code);
      return back.href;
    },
    forge: (next) => {
      forgery = next;
    },
  };
}

function claimsOf(desk: Desk, { clientId }: OpenIdApp, { user, team, nonce, scopes }: Grant): Fields {
  const now = Math.floor(Date.now() / 1_000);
  const person = desk.state.users[user];
  return {
    ...{ iss: desk.baseUrl, sub: user, aud: clientId, iat: now, exp: now + 300, auth_time: now },
    ...(nonce === null ? {} : { nonce }),
    ...{ 'https://slack.com/team_id': team, 'https://slack.com/user_id': user },
    ...(scopes.includes('profile') ? { name: person?.realName ?? '', locale: 'en-US' } : {}),
    ...(scopes.includes('email') ? { email: `${person?.name}@example.test`, email_verified: true } : {}),
  };
}

/** As Slack publishes it, with this address for its own. */
function metadata(issuer: string): Fields {
  return {
    issuer,
    authorization_endpoint: `${issuer}/openid/connect/authorize`,
    token_endpoint: `${issuer}/api/openid.connect.token`,
    userinfo_endpoint: `${issuer}/api/openid.connect.userInfo`,
    jwks_uri: `${issuer}/openid/connect/keys`,
    scopes_supported: ['openid', 'profile', 'email'],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'auth_time', 'iss'],
    claims_parameter_supported: false,
    request_parameter_supported: false,
    request_uri_parameter_supported: true,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  };
}

function json(body: Fields): WireAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  };
}
