import { promises as dns, type LookupAddress } from 'node:dns';
import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent, request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { WebhookAnswer, WebhookRequest, WebhookSender } from '#ports/webhook-sender.ts';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

/** For one request as a whole, milliseconds. */
const WITHIN = 15_000;
/** Bytes of an answer that are read: nothing in it is needed, but a receiver may wait until it is taken. */
const READ = 16 * 1024;

const NOT_PUBLIC = 'Its host is not on the public internet';

/** What a sender may be given in place of the system's own. */
export interface SenderOptions {
  /** This machine may be a receiver, over http too: for trying. */
  readonly allowsLoopback: boolean;
  /** Every address of a host. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
  /** For one request as a whole, milliseconds. */
  readonly within?: number;
}

/**
 * Makes what sends notices. The address that is connected to is one that was checked: a name is resolved once for each request, and refused
 * if any of its addresses is not public. Proxies of the environment are not used.
 */
export function createWebhookSender({
  allowsLoopback,
  resolve = (host) => dns.lookup(host, { all: true, verbatim: true }),
  within = WITHIN,
}: SenderOptions): WebhookSender {
  const isAllowed = (ip: string) => isPublicAddress(ip) || (allowsLoopback && isLoopbackAddress(ip));
  const lookup: LookupFunction = (host, { all }, done) => {
    resolve(host).then(
      (found) => {
        const [first] = found;
        if (first === undefined || !found.every(({ address }) => isAllowed(address)))
          return done(new NotPublic(), '', 0);
        return all === true ? done(null, [...found]) : done(null, first.address, first.family);
      },
      (thrown: NodeJS.ErrnoException) => done(thrown, '', 0),
    );
  };
  const problemOf = (address: string): string | null => {
    if (!URL.canParse(address)) return 'It is no address. It looks like https://example.com/hooks.';
    const { protocol, hostname, username, password } = new URL(address);
    const host = bareHost(hostname);
    const isOwn = allowsLoopback && (host === 'localhost' || isLoopbackAddress(host));
    if (protocol !== 'https:' && !(protocol === 'http:' && isOwn)) return 'It has to begin with https://';
    if (username !== '' || password !== '') return 'It may hold no name and no password.';
    if (isIP(host) !== 0 && !isAllowed(host)) return `${NOT_PUBLIC}.`;
    // Names without a dot, and these endings, are of one's own network.
    const isLocal = !host.includes('.') || /\.(?:localhost|local|internal|home\.arpa)\.?$/.test(host);
    return isIP(host) === 0 && isLocal && !isOwn ? `${NOT_PUBLIC}.` : null;
  };
  return {
    problemOf,
    send: async (asked) => {
      const problem = problemOf(asked.address);
      return problem === null ? sendOnce(asked, lookup, within) : { kind: 'refused', why: problem };
    },
  };
}

class NotPublic extends Error {}

/** A host of a URL without the brackets of IPv6 and the dot of a whole name. */
function bareHost(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

function sendOnce(
  { address, headers, body }: WebhookRequest,
  lookup: LookupFunction,
  within: number,
): Promise<WebhookAnswer> {
  const { promise, resolve } = Promise.withResolvers<WebhookAnswer>();
  const url = new URL(address);
  // A connection of its own each time: a pooled one would lead to where its name led then.
  const isSecure = url.protocol === 'https:';
  const sent = (isSecure ? request : plainRequest)(url, {
    ...{ method: 'POST', lookup, agent: new (isSecure ? Agent : PlainAgent)({ keepAlive: false }) },
    signal: AbortSignal.timeout(within),
    maxHeaderSize: READ,
    headers: { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' },
  });
  sent.on('error', (thrown) => resolve(failureOf(thrown, within)));
  sent.on('response', (answer) => {
    const { statusCode = 0 } = answer;
    resolve({ kind: 'answered', status: statusCode, retryAfterMs: retryAfter(answer) });
    drain(answer, () => sent.destroy());
  });
  sent.end(body);
  return promise;
}

/** Takes a bounded part of an answer, so that a receiver that waits for it may end. */
function drain(answer: IncomingMessage, stop: () => void): void {
  let read = 0;
  answer.on('data', (chunk: Buffer) => {
    read += chunk.length;
    if (read > READ) stop();
  });
  answer.on('error', () => {});
}

function failureOf(thrown: Error & { readonly code?: string }, within: number): WebhookAnswer {
  if (thrown instanceof NotPublic) return { kind: 'refused', why: `${NOT_PUBLIC}.` };
  if (thrown.name === 'AbortError' || thrown.name === 'TimeoutError')
    return { kind: 'failed', why: `It did not answer within ${within / 1000} seconds.` };
  return { kind: 'failed', why: `It could not be reached (${thrown.code ?? thrown.name}).` };
}

/** Seconds alone: a date would need the clock of the receiver. */
function retryAfter({ headers }: IncomingMessage): number | null {
  const seconds = /^\d{1,6}$/.exec(headers['retry-after'] ?? '')?.[0];
  return seconds === undefined ? null : Number(seconds) * 1000;
}
