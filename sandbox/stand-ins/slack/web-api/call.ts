import type { WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { type Fields, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { argumentsOf } from './arguments.ts';

/** A call of the Web API as it came over the wire. */
export interface SlackCall {
  readonly method: string;
  /** The arguments without the token. */
  readonly args: Fields;
  /** The caller's token; empty if there is none. */
  readonly token: string;
}

/** Reads the method and its arguments out of a request; null if it goes to another part of Slack. */
export function callOf(request: WireRequest): SlackCall | null {
  const [, area, method = ''] = request.path.split('/');
  if (area !== 'api') return null;
  const args = argumentsOf(request.headers['content-type'] ?? '', request.body.toString());
  return { method, args: withoutToken(args), token: tokenOf(request.headers['authorization'], args) };
}

/** The token of a call: in the header, or among the arguments. */
export function tokenOf(authorization: string | undefined, args: Fields): string {
  const bearer = /^Bearer (\S+)$/u.exec(authorization ?? '')?.[1];
  return bearer ?? textOf(args['token']) ?? '';
}

function withoutToken(args: Fields): Fields {
  const { token: _, ...rest } = args;
  return rest;
}
