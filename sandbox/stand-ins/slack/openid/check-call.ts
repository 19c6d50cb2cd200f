import { createHash } from 'node:crypto';
import type { WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { argumentsOf } from '#sandbox/stand-ins/slack/web-api/arguments.ts';
import type { Grant, OpenIdApp } from './openid-types.ts';

/** What a call for a token says. Empty if it says nothing. */
export interface TokenCall {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly code: string;
  readonly grantType: string;
  readonly redirectUri: string;
  readonly verifier: string;
}

/** Reads a call; the client may name itself in the header or among the arguments. */
export function callerOf({ headers, body }: WireRequest): TokenCall {
  const args = argumentsOf(headers['content-type'] ?? '', body.toString());
  const basic = /^Basic (\S+)$/u.exec(headers['authorization'] ?? '')?.[1];
  const [id, secret] =
    basic === undefined
      ? [textOf(args['client_id']) ?? '', textOf(args['client_secret']) ?? '']
      : Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent);
  return {
    ...{ clientId: id ?? '', clientSecret: secret ?? '' },
    code: textOf(args['code']) ?? '',
    grantType: textOf(args['grant_type']) ?? 'authorization_code',
    redirectUri: textOf(args['redirect_uri']) ?? '',
    verifier: textOf(args['code_verifier']) ?? '',
  };
}

/** Slack's code for what is wrong with a call, given what was agreed to; null if nothing is. */
export function tokenProblem(call: TokenCall, app: OpenIdApp, grant: Grant | null): string | null {
  if (call.clientId !== app.clientId) return 'invalid_client_id';
  if (call.clientSecret !== app.clientSecret) return 'bad_client_secret';
  if (call.grantType !== 'authorization_code') return 'invalid_grant_type';
  if (grant === null) return 'invalid_code';
  if (call.redirectUri !== grant.redirectUri) return 'bad_redirect_uri';
  const isProven =
    grant.challenge === null ||
    createHash('sha256').update(call.verifier).digest('base64url') === grant.challenge;
  return isProven ? null : 'invalid_grant';
}
