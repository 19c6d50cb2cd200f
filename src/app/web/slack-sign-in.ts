import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientError,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { slackFault } from '#adapters/slack/fault-kinds.ts';
import type { DeskSettings } from '#app/web/desk-settings.ts';
import { callbackOf, type PendingSignIn } from '#app/web/pending-sign-in.ts';
import type { WebGround } from '#app/web/web-ground.ts';
import { HOUR } from '#shared/clock.ts';

/** How long what Slack says of its addresses and keys is used, in milliseconds. */
const FRESH = HOUR;
/** Seconds that Slack has for an answer. */
const PATIENCE = 5;
/** Who the person is, and the workspace; their e-mail address is not asked for. */
const SCOPE = 'openid profile';
const USER = 'https://slack.com/user_id';
const TEAM = 'https://slack.com/team_id';

const ADVICE =
  'If no person can sign in, compare SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and the redirect URL with the app in Slack.';

/** The person that Slack vouches for, and their workspace. */
export interface SignedIn {
  readonly user: string;
  readonly team: string;
}

/** Slack as an OpenID provider. */
export interface SlackSignIn {
  /** What the browser has to keep, and the address of Slack to go to. Throws if Slack does not tell its addresses. */
  readonly begin: (
    to: string,
    team: string,
  ) => Promise<{ readonly pending: PendingSignIn; readonly href: string }>;
  /** The person of an answer of Slack; null if it is not an answer to `pending`, or Slack does not stand by it. */
  readonly finish: (answer: URLSearchParams, pending: PendingSignIn) => Promise<SignedIn | null>;
}

/** Signs people in by Slack: a code that is good once, bound to this browser by state, nonce and PKCE, and a signed token. */
export function createSlackSignIn(
  settings: Extract<DeskSettings, { kind: 'slack' }>,
  { send, log }: Pick<WebGround, 'send' | 'log'>,
): SlackSignIn {
  let known: { readonly at: number; readonly configuration: Promise<Configuration> } | null = null;
  const configurationNow = (): Promise<Configuration> => {
    if (known === null || Date.now() - known.at > FRESH) {
      const configuration = discover(settings, send).catch((cause: unknown) => {
        throw slackFault('unreachable', 'Slack does not tell the addresses for signing in.', { cause });
      });
      known = { at: Date.now(), configuration };
      configuration.catch(() => {
        known = null;
      });
    }
    return known.configuration;
  };
  return {
    begin: async (to, team) => {
      const configuration = await configurationNow();
      const pending = {
        ...{ state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), to },
      };
      const { href } = buildAuthorizationUrl(configuration, {
        ...{ redirect_uri: callbackOf(settings.origin), scope: SCOPE, team },
        ...{ state: pending.state, nonce: pending.nonce },
        code_challenge: await calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      });
      return { pending, href };
    },
    finish: async (answer, { state, nonce, verifier }) => {
      const configuration = await configurationNow();
      const address = new URL(callbackOf(settings.origin));
      address.search = answer.toString();
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
      try {
        const claims = (await authorizationCodeGrant(configuration, address, checks)).claims();
        const [user, team] = [claims?.[USER], claims?.[TEAM]];
        if (typeof user !== 'string' || typeof team !== 'string') return null;
        return /^[UW][A-Z0-9]+$/.test(user) ? { user, team } : null;
      } catch (thrown) {
        if (!isRefusal(thrown)) throw slackFault('unreachable', 'Slack did not answer.', { cause: thrown });
        // The browser is not told which check failed: all of them end in a new attempt.
        log.warn('a sign-in was refused', { code: thrown.code, advice: ADVICE });
        return null;
      }
    },
  };
}

/** Codes of answers that are none, and of such as did not come. */
const NO_ANSWER: ReadonlySet<unknown> = new Set([
  undefined,
  ...['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'],
]);

/** What Slack or a check refused, as opposed to what did not arrive. */
function isRefusal(thrown: unknown): thrown is Error & { readonly code: string } {
  const kinds = [AuthorizationResponseError, ResponseBodyError, ClientError];
  if (!(thrown instanceof Error) || !kinds.some((kind) => thrown instanceof kind)) return false;
  return !NO_ANSWER.has(Reflect.get(thrown, 'code'));
}

function discover(
  { issuer, clientId, clientSecret }: Extract<DeskSettings, { kind: 'slack' }>,
  send: typeof fetch,
): Promise<Configuration> {
  const isLoopback = new URL(issuer).protocol === 'http:';
  return discovery(new URL(issuer), clientId, clientSecret, undefined, {
    timeout: PATIENCE,
    [customFetch]: (url, init) => send(url, init as RequestInit),
    // Signatures of tokens are checked, too, though they come from Slack directly.
    execute: [enableNonRepudiationChecks, ...(isLoopback ? [allowInsecureRequests] : [])],
  });
}
