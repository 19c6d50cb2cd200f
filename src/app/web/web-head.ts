import type { IncomingMessage } from 'node:http';

/** The longest address that is read, in characters. */
const LONGEST = 4_096;

/** What a head consists of that is looked at before all else. */
export type WebHead = Pick<IncomingMessage, 'url' | 'method' | 'headers' | 'rawHeaders'> & {
  readonly socket: Pick<IncomingMessage['socket'], 'localPort'>;
};

/** Headers of which a second one would let two programs read the same request in two ways. */
const ONCE: ReadonlySet<string> = new Set([
  ...['host', 'origin', 'cookie', 'content-type', 'content-length', 'authorization'],
  ...['sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest', 'last-event-id'],
]);

/** Headers that ask for another method or address than the request line. */
const OVERRIDES = [
  ...['x-http-method-override', 'x-http-method', 'x-method-override'],
  ...['x-original-url', 'x-rewrite-url', 'x-original-uri'],
] as const;

/** Methods that the desk and the API know. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** Why a request is refused for its head: the status, and a sentence. */
export interface HeadProblem {
  readonly status: 400 | 405 | 414 | 421;
  readonly why: string;
}

/**
 * What makes a head unfit, whatever it is for; null if it is fit. An address is taken as it stands or not at all: none is cleaned up, so
 * that what a proxy in front allowed is what is served. `hosts` are the names of the desk. What proxies add (`X-Forwarded-…`) is not read.
 */
export function webHeadProblem(head: WebHead, hosts: readonly string[]): HeadProblem | null {
  const { url = '', method = '', headers } = head;
  if (!METHODS.has(method)) return { status: 405, why: 'This method is not known here.' };
  if (url.length > LONGEST) return { status: 414, why: 'The address is too long.' };
  if (!isPlain(url)) return { status: 400, why: 'The address is not written in the usual way.' };
  if (hasTwice(head)) return { status: 400, why: 'A header stands there twice.' };
  if (OVERRIDES.some((name) => headers[name] !== undefined))
    return { status: 400, why: 'A header asks for another method or address.' };
  if (!hosts.includes((headers.host ?? '').toLowerCase()))
    return {
      status: 421,
      why: `The desk is not served under this name. Its address begins with one of: ${hosts.join(', ')}. If a proxy stands in front, let it pass on the header Host.`,
    };
  return null;
}

/** No empty, dotted or hidden parts in the path, and nothing that another program would read as a slash or an end. */
function isPlain(url: string): boolean {
  const [path = ''] = url.split('?');
  if (!/^\/[\x21-\x7e]*$/.test(url) || /[\\#]/.test(url) || path.includes('//')) return false;
  try {
    const decoded = path.split('/').map(decodeURIComponent);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    return !decoded.some((part) => part === '.' || part === '..' || /[/\\\u0000-\u001f\u007f]/.test(part));
  } catch {
    return false;
  }
}

function hasTwice({ rawHeaders }: WebHead): boolean {
  const names = rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
  const once = names.filter((name) => ONCE.has(name));
  return new Set(once).size < once.length;
}
