import { ok, type Result, refused } from '#shared/result.ts';

/** How long an answer may take, in milliseconds. */
const PATIENCE = 30_000;

/** The API of a bot, as a program in a shell reaches it. */
export interface ApiProgram {
  /** Asks for JSON below `/api/v1`. Refuses with a sentence: what the API says of it, or that it is out of reach. */
  readonly ask: (method: 'GET' | 'POST', path: string, body?: object) => Promise<Result<unknown, string>>;
}

/** What of a problem is told. */
interface Told {
  readonly detail?: unknown;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

/** The API that CO_PILOT_API and CO_PILOT_TOKEN name. Refuses with a sentence if one is missing or is no address. */
export function apiProgram(environment: NodeJS.ProcessEnv): Result<ApiProgram, string> {
  const { CO_PILOT_API: address = '', CO_PILOT_TOKEN: token = '' } = environment;
  if (address === '' || token === '')
    return refused(
      'Set CO_PILOT_API to the address of the desk (https://experiments.acme.test) and CO_PILOT_TOKEN to a token, which the desk makes under API tokens.',
    );
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    return refused('CO_PILOT_API is no address: write it as https://experiments.acme.test.');
  const { origin, protocol, hostname } = new URL(address);
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  if (protocol === 'http:' && !isLocal)
    return refused(
      'CO_PILOT_API begins with http: over which others on the way can read the token. Write https.',
    );
  return ok({ ask: (method, path, body) => askApi(`${origin}/api/v1${path}`, { method, token, body }) });
}

async function askApi(
  url: string,
  {
    method,
    token,
    body,
  }: { readonly method: string; readonly token: string; readonly body: object | undefined },
): Promise<Result<unknown, string>> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }),
  };
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    // A token is sent to the address that was named, and to no other.
    const answer = await fetch(url, { method, headers, ...content, signal, redirect: 'error' });
    const json: unknown = await answer.json();
    return answer.ok ? ok(json) : refused(wordsOf(json as Told));
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return refused(`The API could not be reached at ${new URL(url).origin}: ${why}`);
  }
}

function wordsOf({ detail, errors = [] }: Told): string {
  const lines = errors.map(({ path, message }) => `  ${path}: ${message}`);
  return [String(detail ?? 'The API refused it.'), ...lines].join('\n');
}
