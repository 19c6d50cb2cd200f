import type { KeyObject } from 'node:crypto';
import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { verifiedToken } from '#sandbox/stand-ins/warehouses/verify-token.ts';

export const EMAIL = 'bot@acme-shop.iam.gserviceaccount.com';
export const KEY_ID = 'c0ffee';
export const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const CLOUD = 'https://www.googleapis.com/auth/';
/** What a token of each scope may do. */
export const SCOPES: Readonly<Record<string, readonly ('read' | 'cancel')[]>> = {
  [`${CLOUD}cloud-platform.read-only`]: ['read'],
  [`${CLOUD}bigquery`]: ['read', 'cancel'],
  [`${CLOUD}cloud-platform`]: ['read', 'cancel'],
};

/** Google's token endpoint: the scope of the token that is granted, or its refusal. */
export function grantedScope(
  { headers, body }: WireRequest,
  audience: string,
  key: KeyObject,
  now: number,
): { readonly scope: string } | WireAnswer {
  const form = new URLSearchParams(body.toString());
  if (headers['content-type'] !== 'application/x-www-form-urlencoded' || form.get('grant_type') !== GRANT)
    return refused('unsupported_grant_type', 'Invalid grant_type: ');
  const token = verifiedToken(form.get('assertion') ?? '', key);
  if (token === null || token.head['kid'] !== KEY_ID)
    return refused('invalid_grant', 'Invalid JWT Signature.');
  const { iss, aud, scope, iat, exp } = token.claims;
  if (iss !== EMAIL) return refused('invalid_grant', 'Invalid grant: account not found');
  if (aud !== audience) return refused('invalid_grant', 'Invalid JWT: Failed audience check.');
  const seconds = now / 1_000;
  const isShort =
    typeof iat === 'number' &&
    typeof exp === 'number' &&
    exp - iat <= 3_600 &&
    iat <= seconds + 60 &&
    exp > seconds;
  if (!isShort)
    return refused(
      'invalid_grant',
      'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.',
    );
  if (typeof scope !== 'string' || SCOPES[scope] === undefined)
    return refused('invalid_scope', 'Invalid OAuth scope or ID token audience provided.');
  return { scope };
}

function refused(error: string, error_description: string): WireAnswer {
  return { status: 400, body: JSON.stringify({ error, error_description }) };
}
