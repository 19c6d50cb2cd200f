import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer, listenOnLoopback } from '#sandbox/stand-ins/http/listen.ts';

/** An answer to a letter; status 0 if none came. */
export interface MailAnswer {
  readonly status: number;
  readonly body: string;
}

/** A request of Slack's or GitHub's to the bot, as it was sent. */
export interface Letter {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Answers the sender; further answers are dropped. */
  readonly reply: (answer: MailAnswer) => void;
}

/** Stands between the vendors and the bot: takes every letter in, so that it can be carried late, twice or not at all. */
export interface MailRoom {
  readonly url: string;
  /** The next letter of Slack's that comes in. */
  next(): Promise<Letter>;
  close(): Promise<void>;
}

/** Opens the mail room on a free loopback port; `take` gets every letter. */
export async function openMailRoom(take: (letter: Letter) => void): Promise<MailRoom> {
  let arrived = (_: Letter) => {};
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const letter = letterOf(request, response, body);
      take(letter);
      if (letter.path.startsWith('/slack')) arrived(letter);
    });
  });
  const url = await listenOnLoopback(server);
  return {
    url,
    next: () =>
      new Promise((resolve) => {
        arrived = resolve;
      }),
    close: () => closeServer(server),
  };
}

const CARRIED = /^(content-type|x-slack-.*|x-github-.*|x-hub-signature.*)$/;

function letterOf(request: IncomingMessage, response: ServerResponse, body: string): Letter {
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    CARRIED.test(name) && typeof value === 'string' ? [[name, value]] : [],
  );
  return {
    path: request.url ?? '/',
    headers: Object.fromEntries(headers),
    body,
    reply: ({ status, body: text }) => {
      if (response.headersSent || response.destroyed) return;
      if (status === 0) {
        request.socket.destroy();
        return;
      }
      response.writeHead(status, {
        'content-type': text.startsWith('{') ? 'application/json' : 'text/plain',
      });
      response.end(text);
    },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}

/** Carries a letter to a process; status 0 if the connection broke. */
export async function carry(
  { path, headers, body }: Letter,
  port: number,
  signal: AbortSignal,
): Promise<MailAnswer> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers,
      body,
      signal,
    });
    return { status: response.status, body: await response.text() };
  } catch {
    return { status: 0, body: '' };
  }
}
