import type { Evaluation } from './evaluation.ts';
import { type PreparedFlags, prepareFlags } from './prepare-flags.ts';
import { readDocument } from './read-document.ts';

/** Milliseconds between two questions for the document, and for one answer. */
const EVERY = 10_000;
const PATIENCE = 5_000;

export interface LocalFlagsOptions {
  /** Address of the flag server, such as https://flags.acme.com. */
  readonly url: string;
  /** A key of `npm run flag-keys`. */
  readonly key: string;
  /** Milliseconds between two questions for the document; ten seconds if it is left out. */
  readonly everyMs?: number;
  /** After so many milliseconds without an answer no flag is evaluated any more; if it is left out, the last document holds for ever. */
  readonly expiresAfterMs?: number;
  /** A document of an earlier run, for a start while the server is down. Its age counts from now. */
  readonly initial?: string;
  /** Called with every new document, to keep it for the next start. */
  readonly onDocument?: (json: string) => void;
  /** Called if a question was not answered as it should be. */
  readonly onFault?: (fault: unknown) => void;
  readonly fetch?: typeof fetch;
  /** Milliseconds on any clock that only goes forward. */
  readonly now?: () => number;
}

/** Flags that are evaluated in this process, by the document of the flag server. */
export interface LocalFlags {
  /** What a unit gets. Never throws; asks no server. */
  readonly evaluate: (key: string, context: unknown) => Evaluation;
  /** Keys of the variants of a flag, the control first; none if it cannot be evaluated. */
  readonly variants: (key: string) => readonly string[];
  /** Asks for the document now. True if the flags are up to date after that. Never rejects. */
  readonly refresh: () => Promise<boolean>;
  /** Ends the questions. */
  readonly stop: () => void;
}

/** Asks for the document again and again, and keeps the last one while the server does not answer. Await `refresh` once before the first evaluation. */
export function createLocalFlags(options: LocalFlagsOptions): LocalFlags {
  const {
    url,
    key,
    everyMs = EVERY,
    expiresAfterMs,
    fetch: send = fetch,
    now = () => performance.now(),
  } = options;
  let flags: PreparedFlags | null = null;
  let tag: string | null = null;
  let confirmedAt = now();
  const take = (json: string) => {
    const document = readDocument(json);
    if (document === null) throw new TypeError('the flag server sent no document that this evaluator knows');
    flags = prepareFlags(document);
    confirmedAt = now();
  };
  const ask = async () => {
    const response = await send(`${url.replace(/\/+$/, '')}/flags/v1/document`, {
      headers: { authorization: `Bearer ${key}`, ...(tag === null ? {} : { 'if-none-match': tag }) },
      signal: AbortSignal.timeout(PATIENCE),
    });
    const json = await response.text();
    if (response.status === 304) {
      confirmedAt = now();
      return;
    }
    if (response.status !== 200) throw new Error(`the flag server answered ${response.status}`);
    take(json);
    tag = response.headers.get('etag');
    options.onDocument?.(json);
  };
  const quietly = async (work: () => void | Promise<void>) => {
    try {
      await work();
      return true;
    } catch (fault) {
      options.onFault?.(fault);
      return false;
    }
  };
  const { initial } = options;
  if (initial !== undefined) void quietly(() => take(initial));
  const timer = setInterval(() => void quietly(ask), everyMs);
  timer.unref();
  return {
    evaluate: (flag, context) => {
      const isOld = expiresAfterMs !== undefined && now() - confirmedAt > expiresAfterMs;
      if (flags !== null && !isOld) return flags.evaluate(flag, context);
      const errorDetails = isOld ? 'The flags are too old.' : 'No flags have arrived yet.';
      return { kind: 'error', key: flag, errorCode: 'PROVIDER_NOT_READY', errorDetails };
    },
    variants: (flag) => flags?.variants(flag) ?? [],
    refresh: () => quietly(ask),
    stop: () => clearInterval(timer),
  };
}
