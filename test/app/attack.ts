import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { signedHeaders } from '#sandbox/stand-ins/slack/people/sign.ts';

/** A request that means no good. `signature` says by whom it claims to be sent. */
export interface Attack {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly contentType: string | null;
  readonly body: string | Uint8Array;
  /** Sent beside those of the signature. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signature: 'slack' | 'wrong' | 'old' | 'garbled' | 'none' | 'github' | 'github-wrong';
}

/** What the bot answered; status 0 where the connection broke. */
export interface Answer {
  readonly attack: Attack;
  readonly status: number;
  readonly text: string;
}

export interface Secrets {
  readonly slack: string;
  readonly github: string;
}

function signed({ signature, body }: Attack, secrets: Secrets): Record<string, string> {
  const now = Math.floor(Date.now() / 1_000);
  const text = typeof body === 'string' ? body : Buffer.from(body).toString();
  const digest = (secret: string) => createHmac('sha256', secret).update(body).digest('hex');
  switch (signature) {
    case 'slack':
      return signedHeaders(secrets.slack, text, now);
    case 'wrong':
      return signedHeaders(`${secrets.slack}!`, text, now);
    case 'old':
      return signedHeaders(secrets.slack, text, now - 3_600);
    case 'garbled':
      return { 'x-slack-signature': 'v0', 'x-slack-request-timestamp': 'now' };
    case 'github':
      return { 'x-hub-signature-256': `sha256=${digest(secrets.github)}` };
    case 'github-wrong':
      return { 'x-hub-signature-256': `sha256=${digest('guess')}` };
    case 'none':
      return {};
  }
}

function send(port: number, agent: Agent, attack: Attack, secrets: Secrets): Promise<Answer> {
  const { method, path, contentType, body } = attack;
  const headers = {
    ...attack.headers,
    ...signed(attack, secrets),
    ...(contentType === null ? {} : { 'content-type': contentType }),
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve) => {
    const sending = request({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ attack, status: response.statusCode ?? 0, text }));
    });
    sending.on('error', (error) => resolve({ attack, status: 0, text: String(error) }));
    sending.end(body);
  });
}

/** Sends all of them over a few lasting connections, and answers in their order. */
export async function sendAll(
  port: number,
  attacks: readonly Attack[],
  secrets: Secrets,
): Promise<readonly Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const answers: Answer[] = [];
  try {
    for (let at = 0; at < attacks.length; at += 64) {
      const batch = attacks.slice(at, at + 64).map((attack) => send(port, agent, attack, secrets));
      answers.push(...(await Promise.all(batch)));
    }
  } finally {
    agent.destroy();
  }
  return answers;
}
