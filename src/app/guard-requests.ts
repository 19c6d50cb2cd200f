import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { HTTPModuleFunctions } from '@slack/bolt';
import { answerRequest } from '#app/answer-request.ts';
import type { BodyRoom } from '#app/body-room.ts';
import type { Connections } from '#app/connections.ts';
import { readBody } from '#app/read-body.ts';
import { slackHeadProblem } from '#app/slack-head.ts';
import type { Logger } from '#shared/logger.ts';

/** The path at which Slack's requests arrive. */
const SLACK_PATH = '/slack/events';
/** The largest request of Slack that is read: a modal at all its limits has some 2 MB. */
const BODY_LIMIT = 4 * 1024 * 1024;

/** What an operator does about refusals that a wrong setting would bring about, by their status. */
const ADVICE: ReadonlyMap<number, string> = new Map([
  [
    401,
    'If people get no answer at all, set SLACK_SIGNING_SECRET to the signing secret of the app (page "Basic Information"), and set the clock of this machine by NTP.',
  ],
  [
    411,
    'If people get no answer at all, let the proxy in front pass on Content-Length, and not send in chunks.',
  ],
]);

export interface GuardNeeds {
  readonly signingSecret: string;
  /** Whether a body that was signed is one that can be dealt with. */
  readonly isBody: (body: unknown) => boolean;
  readonly room: BodyRoom;
  readonly connections: Connections;
  readonly log: Logger;
}

/** The handlers behind the guard. */
interface Behind {
  /** Bolt's listener, which need not check signatures again: it gets nothing else than what Slack signed. */
  readonly slack: RequestListener;
  /** Answers whatever is not meant for Slack's endpoint. */
  readonly others: RequestListener;
}

/**
 * Stands before Bolt's receiver and lets through only what it can take. Bolt answers 500 to an address that is none and
 * to shapes it does not expect, and a signed `null` ends the process; here they are 400, after the signature was checked.
 * What its head alone gives away is refused before its body is read.
 */
export function guardRequests({ slack, others }: Behind, needs: GuardNeeds): RequestListener {
  const told = new Set<number>();
  const note = (status: number) => {
    // Not above debug: a stranger could fill the disk with lines.
    needs.log.debug('a request was refused', { path: SLACK_PATH, status });
    const advice = ADVICE.get(status);
    if (advice === undefined || told.has(status)) return;
    told.add(status);
    // Once: any program on the internet can send a request that Slack did not.
    needs.log.warn('a request to Slack’s endpoint was refused', { status, advice });
  };
  return (request, response) => {
    if (pathOf(request) !== SLACK_PATH || request.method !== 'POST') return others(request, response);
    void check(request, response, needs).then((status) => {
      if (status === null) return slack(request, response);
      note(status);
      return answerRequest(request, response, { status, body: '' });
    });
  };
}

/** The status to refuse a request of Slack with, or null if it is as it should be. Its body lies in `rawBody` then. */
async function check(
  request: IncomingMessage,
  response: ServerResponse,
  { signingSecret, isBody, room, connections }: GuardNeeds,
): Promise<number | null> {
  const problem = slackHeadProblem(request.headers, Date.now());
  if (problem !== null) return problem;
  const found = await readBody(request, response, { limit: BODY_LIMIT, room });
  if (found.kind === 'refused') return found.status;
  const buffered = Object.assign(request, { rawBody: found.body });
  try {
    await HTTPModuleFunctions.parseAndVerifyHTTPRequest({ enabled: true, signingSecret }, buffered, response);
  } catch {
    return 401;
  }
  connections.trust(request.socket);
  try {
    const body: unknown = HTTPModuleFunctions.parseHTTPRequestBody(buffered);
    return isBody(body) ? null : 400;
  } catch {
    return 400;
  }
}

function pathOf({ url }: IncomingMessage): string | null {
  try {
    return new URL(url ?? '', 'http://localhost').pathname;
  } catch {
    return null;
  }
}
