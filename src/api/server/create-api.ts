import type { CoPilot } from '#features/co-pilot.ts';
import { entityTag, namesTag } from '#shared/entity-tag.ts';
import { toAppError } from '#shared/errors.ts';
import type { Api, ApiAnswer, ApiHead, BegunRequest } from './api-request.ts';
import { createAuthenticate } from './authenticate.ts';
import type { Caller } from './caller.ts';
import { type FoundOperation, findOperation, ROOT } from './find-operation.ts';
import { doOnce, type Work } from './idempotency.ts';
import type { ApiResult, Operation } from './operation.ts';
import { type Problem, problem, problemAnswer } from './problem.ts';
import { createRateLimit } from './rate-limit.ts';
import { readInput } from './read-input.ts';

/** The largest body of most operations, in bytes. */
const SMALL_BODY = 64 * 1024;
/** The address of the document: it says nothing of any workspace, so it needs no token. */
const DOCUMENT = `${ROOT}/openapi.json`;

interface Needs {
  readonly coPilot: CoPilot;
  readonly operations: readonly Operation[];
  /** The text of the OpenAPI document. */
  readonly document: string;
}

/** Makes the API of a bot. Whatever is thrown becomes a 503, which is logged. */
export function createApi({ coPilot, operations, document }: Needs): Api {
  const authenticate = createAuthenticate(coPilot);
  const limits = {
    steady: createRateLimit(coPilot.clock, 'steady'),
    ingest: createRateLimit(coPilot.clock, 'ingest'),
  };
  const begin = async (head: ApiHead): Promise<BegunRequest> => {
    if (head.path === DOCUMENT && (head.method === 'GET' || head.method === 'HEAD'))
      return answered(withTag(head, json(200, document)));
    const found = findOperation(operations, head);
    if ('status' in found) return answered(problemAnswer(found));
    const pace = found.operation.pace ?? 'steady';
    const caller = await authenticate(head.headers['authorization'], pace);
    if (caller.kind === 'refused') return answered(problemAnswer(caller.problem));
    const wrong = missingRight(found.operation, caller.value) ?? wrongType(found.operation, head);
    const taken = limits[pace].take(caller.value.token.id);
    if ('status' in taken) return answered(problemAnswer(taken));
    if (wrong !== null) {
      taken.done();
      return answered(problemAnswer(wrong));
    }
    const { bodyLimit = SMALL_BODY, body } = found.operation;
    return {
      kind: 'begun',
      bodyLimit: body === null ? 0 : bodyLimit,
      drop: taken.done,
      finish: (bytes) =>
        safely(coPilot, found, () => run(coPilot, found, caller.value, head, bytes)).finally(taken.done),
    };
  };
  return {
    begin: async (head) => {
      try {
        return await begin(head);
      } catch (thrown) {
        return answered(faultAnswer(coPilot, head.path, thrown));
      }
    },
  };
}

async function run(
  coPilot: CoPilot,
  { operation, parts }: FoundOperation,
  caller: Caller,
  head: ApiHead,
  bytes: Buffer,
): Promise<ApiAnswer> {
  const input = readInput(operation, { parts, search: head.search, body: bytes });
  if (input.kind === 'refused') return problemAnswer(input.problem);
  const work = async (one: Work) => {
    const result = await operation.run({ caller, ...input.value, work: one });
    return result.kind === 'refused' ? problemAnswer(result.problem) : toAnswer(operation, result.value);
  };
  if (operation.method === 'GET')
    return withTag(head, await work({ id: '', since: coPilot.clock.now(), isAgain: false }));
  const content = [operation.id, JSON.stringify(parts), head.search, bytes.toString('base64')];
  const key = head.headers['idempotency-key'];
  const { ifSecretLost } = operation;
  const kept =
    ifSecretLost === undefined ? {} : { kept: problemAnswer(problem(409, `${SHOWN_ONCE} ${ifSecretLost}`)) };
  return doOnce(coPilot, { token: caller.token.id, key, content, ...kept }, work);
}

const SHOWN_ONCE = 'This request was done before, and its answer held a secret, which is shown once.';

function toAnswer(operation: Operation, { status = 200, json: value, text, location }: ApiResult): ApiAnswer {
  const made = location === undefined ? {} : { location };
  if (text === undefined) {
    const { headers, ...rest } = json(status, `${JSON.stringify(value)}\n`);
    return { ...rest, headers: { ...headers, ...made } };
  }
  const kind = operation.answers[status];
  const contentType = kind !== undefined && 'contentType' in kind ? kind.contentType : 'text/plain';
  return {
    status,
    headers: { ...OWN, ...made, 'content-type': `${contentType}; charset=utf-8` },
    body: text,
  };
}

const OWN = {
  'cache-control': 'private, no-cache',
  vary: 'Authorization',
  'x-content-type-options': 'nosniff',
};

function json(status: number, body: string): ApiAnswer {
  return { status, headers: { ...OWN, 'content-type': 'application/json' }, body };
}

function withTag({ headers }: ApiHead, answer: ApiAnswer): ApiAnswer {
  if (answer.status !== 200) return answer;
  const tag = entityTag(answer.body);
  const tagged = { ...answer.headers, etag: tag };
  if (!namesTag(headers['if-none-match'], tag)) return { ...answer, headers: tagged };
  const { 'content-type': _type, ...rest } = tagged as Record<string, string>;
  return { status: 304, headers: rest, body: '' };
}

function missingRight({ scope, isPersonal }: Operation, { token }: Caller): Problem | null {
  if (isPersonal === true && token.kind === 'service')
    return problem(403, 'A service never does this: it takes a token of a person.');
  if (token.scopes.includes(scope)) return null;
  return problem(
    403,
    `This token lacks the scope "${scope}". Make one that has it on the desk, under API tokens.`,
  );
}

function wrongType({ body }: Operation, { headers }: ApiHead): Problem | null {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  if (body === null) return null;
  if (!/^(?:identity)?$/i.test(headers['content-encoding'] ?? ''))
    return problem(415, 'Send the body as it is: what `Content-Encoding` names is not taken.');
  const isUtf8 = parameters.every((one) => /^\s*charset="?utf-8"?\s*$/.test(one));
  if (type.trim() === 'application/json' && isUtf8) return null;
  return problem(415, 'Send JSON in UTF-8, with the header `Content-Type: application/json`.');
}

async function safely(
  coPilot: CoPilot,
  { operation }: FoundOperation,
  work: () => Promise<ApiAnswer>,
): Promise<ApiAnswer> {
  try {
    return await work();
  } catch (thrown) {
    return faultAnswer(coPilot, operation.id, thrown);
  }
}

/** What cannot be answered now: a fault of the store or of a vendor may pass; one of our own is in the log. */
function faultAnswer({ log }: CoPilot, path: string, thrown: unknown): ApiAnswer {
  const { code, message } = toAppError(thrown);
  log.error('a request to the API could not be answered', { path: path.slice(0, 200), code, error: message });
  const detail = 'The request could not be answered. Nothing is known to be done: look, then try again.';
  return problemAnswer(problem(503, detail, { code, headers: { 'retry-after': '5' } }));
}

function answered(answer: ApiAnswer): BegunRequest {
  return { kind: 'answered', answer };
}
