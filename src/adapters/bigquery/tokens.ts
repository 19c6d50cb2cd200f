import { z } from 'zod';
import type { SqlCaller } from '#adapters/sql-http/call.ts';
import { unexpected } from '#adapters/sql-http/cells.ts';
import { signToken } from '#adapters/sql-http/sign-token.ts';
import { answerFault, statusVerdict } from '#adapters/sql-http/status-fault.ts';
import type { Clock } from '#shared/clock.ts';
import type { ServiceAccountKey } from './key.ts';

/** Statements are asked with the first, which can change nothing; a job is cancelled with the second, as no lesser one may do that. */
export const GOOGLE_SCOPES = {
  read: 'https://www.googleapis.com/auth/cloud-platform.read-only',
  cancel: 'https://www.googleapis.com/auth/bigquery',
} as const;

/** Access tokens of a service account. */
export interface AccessTokens {
  /** A token that is good for the next minute at least. */
  readonly of: (scope: keyof typeof GOOGLE_SCOPES, signal: AbortSignal) => Promise<string>;
  /** Forgets the tokens: the next one is new. */
  readonly forget: () => void;
}

const HOUR = 3_600;
const granted = z.object({ access_token: z.string().min(1), expires_in: z.number().int().positive() });

/** Tokens by the grant of RFC 7523, each kept until a minute before it ends. */
export function createTokens(account: ServiceAccountKey, call: SqlCaller, clock: Clock): AccessTokens {
  const kept = new Map<string, { readonly token: string; readonly until: number }>();
  return {
    forget: () => kept.clear(),
    of: async (scope, signal) => {
      const now = clock.now();
      const known = kept.get(scope);
      if (known !== undefined && known.until > now) return known.token;
      const { access_token, expires_in } = await grant(account, GOOGLE_SCOPES[scope], now, call, signal);
      kept.set(scope, { token: access_token, until: now + (expires_in - 60) * 1_000 });
      return access_token;
    },
  };
}

async function grant(
  { email, key, keyId, tokenUrl }: ServiceAccountKey,
  scope: string,
  now: number,
  call: SqlCaller,
  signal: AbortSignal,
) {
  const iat = Math.floor(now / 1_000);
  const assertion = signToken({ iss: email, scope, aud: tokenUrl, iat, exp: iat + HOUR }, key, {
    kid: keyId,
  });
  const answer = await call(
    {
      url: tokenUrl,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion,
      }).toString(),
    },
    signal,
  );
  // A key that is deleted, disabled or of another account is told by 400.
  const status = answer.status === 400 ? 401 : answer.status;
  if (status >= 300) throw answerFault(statusVerdict(status, 'Google'), answer, JSON.stringify(answer.json));
  const parsed = granted.safeParse(answer.json);
  if (!parsed.success) throw unexpected('no access token', parsed.error);
  return parsed.data;
}
