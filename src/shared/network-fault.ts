/** Codes of Node's sockets and resolver, and of its HTTP client. */
const CODE = /^(?:E(?:CONN|HOST|NET|PIPE|AI_|TIMEDOUT|NOTFOUND|TIMEOUT|NODATA|SERVFAIL|REFUSED)|UND_ERR_)/;
/** What `fetch` rejects with (a `TypeError`), before and after the head of an answer. */
const FETCH = new Set(['fetch failed', 'terminated']);
/** What an `AbortSignal` rejects with. */
const ABORTED = new Set(['AbortError', 'TimeoutError']);

/**
 * True for what is thrown if a connection cannot be made, breaks, or takes too long. `fetch` tells that by a `TypeError`,
 * which otherwise means a bug.
 */
export function isNetworkFault(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  if (ABORTED.has(thrown.name)) return true;
  if (thrown instanceof TypeError && FETCH.has(thrown.message)) return true;
  const code: unknown = Reflect.get(thrown, 'code');
  return typeof code === 'string' && CODE.test(code);
}
