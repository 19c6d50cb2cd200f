import { Agent, request } from 'node:http';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { signedHeaders } from '#sandbox/stand-ins/slack/people/sign.ts';

/** One request to send, before it is signed. */
export interface Shot {
  readonly kind: string;
  readonly body: string;
}

/** How one was answered: milliseconds from the moment at which it was due to go out. */
export interface Hit {
  readonly kind: string;
  readonly latencyMs: number;
  readonly status: number;
  readonly answer: string;
}

export interface Target {
  readonly port: number;
  readonly signingSecret: string;
}

/**
 * Sends `shots` at `rate` a second, whether or not the earlier ones were answered. The latency counts from the intended
 * moment, so that a sender that falls behind because the receiver does makes the figures worse, not better.
 */
export async function openLoop(
  target: Target,
  shots: readonly Shot[],
  rate: number,
): Promise<readonly Hit[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
  const begun = performance.now() + 50;
  const answers: Promise<Hit>[] = [];
  for (const [index, shot] of shots.entries()) {
    const due = begun + (index * 1_000) / rate;
    const wait = Math.floor(due - performance.now());
    if (wait > 0) await setTimeout(wait);
    // Timers count whole milliseconds; the rest is spent looking at the clock.
    while (performance.now() < due) await setImmediate();
    answers.push(fire(target, agent, shot, due));
  }
  const hits = await Promise.all(answers);
  agent.destroy();
  return hits;
}

function fire({ port, signingSecret }: Target, agent: Agent, shot: Shot, due: number): Promise<Hit> {
  const { kind, body } = shot;
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': Buffer.byteLength(body),
    ...signedHeaders(signingSecret, body, Math.floor(Date.now() / 1_000)),
  };
  const { promise, resolve, reject } = Promise.withResolvers<Hit>();
  const options = { host: '127.0.0.1', port, path: '/slack/events', method: 'POST', agent, headers };
  const sent = request(options, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.once('end', () => {
      const answer = Buffer.concat(chunks).toString('utf8');
      resolve({ kind, latencyMs: performance.now() - due, status: response.statusCode ?? 0, answer });
    });
  });
  sent.once('error', reject);
  sent.end(body);
  return promise;
}
