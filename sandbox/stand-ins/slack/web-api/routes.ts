import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { bad } from '#sandbox/stand-ins/slack/answer.ts';
import type { Desk } from '#sandbox/stand-ins/slack/desk.ts';
import type { Fields } from '#sandbox/stand-ins/slack/fields.ts';
import { respond } from '#sandbox/stand-ins/slack/response-urls.ts';
import { answerCall } from './answer-call.ts';
import { argumentsOf } from './arguments.ts';
import { callOf, tokenOf } from './call.ts';
import { download, upload } from './file-bytes.ts';

/** Answers a request to any part of Slack: the Web API, response addresses, the bytes of files. */
export async function answerSlack(desk: Desk, botToken: string, request: WireRequest): Promise<WireAnswer> {
  const called = callOf(request);
  if (called !== null) {
    const answer = slackJson(200, answerCall(desk, botToken, called));
    return called.token === botToken ? { ...answer, headers: withScopes(answer.headers, desk) } : answer;
  }
  const [, area, name = ''] = request.path.split('/');
  if (area === 'response') {
    const { status, body } = respond(desk, name, argumentsOf('application/json', request.body.toString()));
    return plain(status, body);
  }
  if (area === 'upload') {
    const type = request.headers['content-type'] ?? '';
    if (request.method !== 'POST') return plain(405, 'POST only');
    return plain(await upload(desk, name, type, request.body), 'OK');
  }
  if (area === 'files')
    return download(desk, name, tokenOf(request.headers['authorization'], {}) === botToken);
  return slackJson(404, bad('unknown_path'));
}

/** An answer of the Web API. */
export function slackJson(status: number, answer: Fields): WireAnswer {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers, body: JSON.stringify(answer) };
}

/** Slack names the scopes of the token in every answer to it. */
function withScopes(headers: WireAnswer['headers'], { state }: Desk): NonNullable<WireAnswer['headers']> {
  return { ...headers, 'x-oauth-scopes': state.app.scopes.join(',') };
}

function plain(status: number, body: string): WireAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}
