/** The headers by which a browser says where a request comes from. */
export interface ComesFrom {
  readonly method: string;
  readonly header: (name: string) => string | undefined;
}

/** Methods that change nothing. */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * Whether a request was brought about by a page of ours, or by a person who followed a link. One that may change something has to come
 * from our own origin, whatever its content type; `needsOrigin` refuses it too if it says nothing, which no browser of today does. One that changes
 * nothing may come from elsewhere as a whole page alone: not as a part, a frame or a script of another page.
 */
export function isOurOwn({ method, header }: ComesFrom, origin: string, needsOrigin: boolean): boolean {
  const [from, site] = [header('origin'), header('sec-fetch-site')];
  if (!SAFE.has(method)) {
    if (from !== undefined && from !== origin) return false;
    if (site !== undefined && site !== 'same-origin') return false;
    return !needsOrigin || from !== undefined || site !== undefined;
  }
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  return header('sec-fetch-mode') === 'navigate' && (header('sec-fetch-dest') ?? 'document') === 'document';
}
