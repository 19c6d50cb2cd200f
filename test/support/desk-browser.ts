import { request } from 'node:http';

/** What came back. */
export interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** What is sent, beside what a browser adds. */
export interface Sent {
  readonly method?: string;
  readonly body?: string | URLSearchParams;
  /** These go before the browser’s own; null leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

/** A browser with one tab: it keeps cookies and says where its requests come from, as Chromium does. Redirects are not followed. */
export interface DeskBrowser {
  readonly cookies: Map<string, string>;
  /** Goes to an address of the desk, as if it was typed. */
  readonly open: (path: string, sent?: Sent) => Promise<Seen>;
  /** Sends a form of a page of the desk. */
  readonly send: (path: string, fields: Readonly<Record<string, string>>, sent?: Sent) => Promise<Seen>;
}

/** A browser that knows the desk by its `origin` and reaches it at a port of loopback, as behind a proxy. */
export function deskBrowser(port: number, origin: string): DeskBrowser {
  const cookies = new Map<string, string>();
  const go = async (path: string, { method = 'GET', body, headers = {} }: Sent): Promise<Seen> => {
    const content = body === undefined ? null : String(body);
    const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const all: Record<string, string | null> = {
      host: new URL(origin).host,
      ...(jar === '' ? {} : { cookie: jar }),
      ...(content === null ? {} : { 'content-length': String(Buffer.byteLength(content)) }),
      ...(body instanceof URLSearchParams ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...headers,
    };
    const seen = await fetched(port, path, method, all, content);
    for (const line of [seen.headers['set-cookie'] ?? []].flat()) keep(cookies, String(line));
    return seen;
  };
  return {
    cookies,
    open: (path, sent = {}) => go(path, { ...sent, headers: { ...NAVIGATION, ...sent.headers } }),
    send: (path, fields, sent = {}) =>
      go(path, {
        ...{ method: 'POST', body: new URLSearchParams(fields) },
        ...sent,
        headers: { ...NAVIGATION, 'sec-fetch-site': 'same-origin', origin, ...sent.headers },
      }),
  };
}

const NAVIGATION = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split('; ');
  const [name = '', value = ''] = pair.split('=');
  if (attributes.includes('Max-Age=0')) cookies.delete(name);
  else cookies.set(name, value);
}

function fetched(
  port: number,
  path: string,
  method: string,
  all: Readonly<Record<string, string | null>>,
  content: string | null,
): Promise<Seen> {
  const headers = Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
  return new Promise((resolve, reject) => {
    const sending = request(
      { host: '127.0.0.1', port, method, path, headers, setHost: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      },
    );
    sending.on('error', reject);
    sending.end(content ?? undefined);
  });
}
