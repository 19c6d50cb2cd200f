import { type Answer, bad } from '#sandbox/stand-ins/slack/answer.ts';
import type { Desk } from '#sandbox/stand-ins/slack/desk.ts';
import { type Fields, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { allMethods } from '#sandbox/stand-ins/slack/methods/all.ts';
import type { Fault } from './faults.ts';

/** One call of the Web API, as it is kept in the log. */
export interface SlackRequest {
  readonly at: number;
  readonly method: string;
  readonly args: Fields;
  /** What was answered; nothing where a fault kept the method from being done. */
  readonly answer: Answer | null;
  readonly fault: Fault['kind'] | null;
}

/** Methods that Slack answers to anybody. */
const open: readonly string[] = ['blocks.validate'];

/** Answers one call: who calls, which method, and then the method itself. */
export function answerCall(
  desk: Desk,
  botToken: string,
  method: string,
  args: Fields,
  token: string,
): Answer {
  const run = Object.hasOwn(allMethods, method) ? allMethods[method] : undefined;
  if (run === undefined) return bad('unknown_method', { req_method: method });
  if (!open.includes(method)) {
    if (token === '') return bad('not_authed');
    if (token !== botToken) return bad('invalid_auth');
  }
  return run(args, desk);
}

/** The token of a call: in the header, or among the arguments. */
export function tokenOf(authorization: string | undefined, args: Fields): string {
  const bearer = /^Bearer (\S+)$/u.exec(authorization ?? '')?.[1];
  return bearer ?? textOf(args['token']) ?? '';
}

/** Arguments as they may be kept: without the token. */
export function withoutToken(args: Fields): Fields {
  const { token: _, ...rest } = args;
  return rest;
}
