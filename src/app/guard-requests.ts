import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { HTTPModuleFunctions } from '@slack/bolt';
import { readBody } from '#app/read-body.ts';
import type { Logger } from '#shared/logger.ts';

/** The path at which Slack's requests arrive. */
const SLACK_PATH = '/slack/events';
/** The largest request of Slack that is read: a modal at all its limits has some 2 MB. */
const BODY_LIMIT = 4 * 1024 * 1024;

const ADVICE =
  'If people get no answer at all, set SLACK_SIGNING_SECRET to the signing secret of the app (page "Basic Information").';

export interface GuardNeeds {
  readonly signingSecret: string;
  /** Whether a body that was signed is one that can be dealt with. */
  readonly isBody: (body: unknown) => boolean;
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
 */
export function guardRequests({ slack, others }: Behind, needs: GuardNeeds): RequestListener {
  let isTold = false;
  const note = (path: string, status: number) => {
    needs.log.info('a request was refused', { path, status });
    if (status !== 401 || isTold) return;
    isTold = true;
    // Once: any program on the internet can send a request that Slack did not sign.
    needs.log.warn('a request was not signed with SLACK_SIGNING_SECRET', { advice: ADVICE });
  };
  return (request, response) => {
    const path = pathOf(request);
    if (path !== SLACK_PATH || request.method !== 'POST') return others(request, response);
    void check(request, response, needs).then((status) => {
      if (status === null) return slack(request, response);
      note(path, status);
      return answer(response, status);
    });
  };
}

/** The status to refuse a request of Slack with, or null if it is as it should be. Its body lies in `rawBody` then. */
async function check(
  request: IncomingMessage,
  response: ServerResponse,
  { signingSecret, isBody }: GuardNeeds,
): Promise<number | null> {
  const found = await readBody(request, BODY_LIMIT);
  if (found.kind !== 'read') return found.kind === 'too-large' ? 413 : 400;
  const buffered = Object.assign(request, { rawBody: found.body });
  try {
    await HTTPModuleFunctions.parseAndVerifyHTTPRequest({ enabled: true, signingSecret }, buffered, response);
  } catch {
    return 401;
  }
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

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status);
  response.end();
}
