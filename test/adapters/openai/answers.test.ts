import { createServer, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelFault } from '#adapters/openai/fault-kinds.ts';
import { reviewPlan } from '#agents/policy.ts';
import type { AgentFailure } from '#domain/agent-output.ts';
import { AppError } from '#shared/errors.ts';
import { agentsOn, planOf } from '#test/agents/examples.ts';

interface Said {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}
type Answer = Said | ((response: ServerResponse) => void);

/** What the server does with each question, the last for all further ones; and the questions that came. */
let answers: readonly Answer[] = [];
let questions: Record<string, unknown>[] = [];
const http = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    questions.push(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    const answer = answers[Math.min(questions.length, answers.length) - 1];
    if (typeof answer === 'function') return answer(response);
    response.writeHead(answer?.status ?? 500, { 'content-type': 'application/json', ...answer?.headers });
    response.end(answer?.body);
  });
});
let baseUrl = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  baseUrl = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/v1`;
});
afterAll(async () => {
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
});

const OPINION = '{"findings":[{"category":"money","severity":"concern","text":"Prices stay as they are."}]}';
const USAGE = { usage: { prompt_tokens: 700, completion_tokens: 40 } };

/** A completion with this message. */
function completion(message: object, finish = 'stop', more: object = USAGE): Said {
  const choice = { index: 0, finish_reason: finish, message: { role: 'assistant', ...message } };
  return { status: 200, body: JSON.stringify({ model: 'some-model', choices: [choice], ...more }) };
}
const text = (content: string, finish = 'stop') => completion({ content }, finish);
const error = (status: number, fields: object, headers = {}) => ({
  ...{ status, headers },
  body: JSON.stringify({ error: { message: 'no', ...fields } }),
});

interface Outcome {
  /** Runs in the books: one for each answer that was paid for. */
  readonly paid: number;
  readonly failure?: AgentFailure['reason'];
  readonly fault?: ModelFault | 'too-large';
  readonly says?: RegExp;
}

/** Long enough for a busy machine, and for an answer that never comes a moment. */
const PATIENCE = { long: 20_000, short: 300 };

async function ask(...given: readonly Answer[]): Promise<Outcome & { readonly detail: string }> {
  answers = given;
  questions = [];
  const timeoutMs = given.some((answer) => typeof answer === 'function') ? PATIENCE.short : PATIENCE.long;
  try {
    const result = await reviewPlan(agentsOn({ baseUrl } as never, { timeoutMs }), { plan: planOf() });
    if (result.kind === 'ok') return { paid: result.value.runs.length, detail: '' };
    const { reason: failure, detail, runs } = result.problem;
    return { paid: runs.length, failure, detail };
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return { paid: 0, fault: thrown.code.split('.')[1] as ModelFault, detail: thrown.message };
  }
}

const usable = (paid = 1): Outcome => ({ paid });
const unusable = (says: RegExp): Outcome => ({ paid: 2, failure: 'invalid-answer', says });
const fault = (name: Outcome['fault'], says: RegExp): Outcome => ({
  paid: 0,
  fault: name ?? 'garbled',
  says,
});

const CASES: readonly (readonly [string, Answer, Outcome])[] = [
  ['the object alone', text(OPINION), usable()],
  ['blanks around it', text(`\n\n  ${OPINION}\n`), usable()],
  ['a byte order mark before it', text(`\ufeff${OPINION}`), usable()],
  ['a sentence before it', text(`Here is my review: ${OPINION}`), usable()],
  ['a sentence after it', text(`${OPINION}\nI hope this helps {a lot}.`), usable()],
  ['braces in the sentence before it', text(`I use {findings} as told.\n${OPINION}`), usable()],
  ['a fence', text(`\`\`\`json\n${OPINION}\n\`\`\``), usable()],
  ['a fence without a name', text(`\`\`\`\n${OPINION}\n\`\`\``), usable()],
  ['a fence on one line', text(`\`\`\`json ${OPINION} \`\`\``), usable()],
  ['a fence that does not end', text(`\`\`\`json\n${OPINION}`), usable()],
  ['thoughts with braces', text(`<think>if {x} then {"verdict":"objection"}</think>${OPINION}`), usable()],
  ['thoughts without their beginning', text(`so {"verdict": 1} is wrong\n</think>\n\n${OPINION}`), usable()],
  ['thoughts under another name', text(`<reasoning>{}</reasoning>\n${OPINION}`), usable()],
  ['a second object', text(`${OPINION}\n{"verdict":"objection"}`), usable()],
  ['a second object on the same line', text(`${OPINION}${OPINION}`), usable()],
  [
    'braces and quotes in its strings',
    text(OPINION.replace('Prices', 'The sign } and \\" in prices')),
    usable(),
  ],
  ['a list of parts', completion({ content: [{ type: 'text', text: OPINION }] }), usable()],
  [
    'parts with thoughts among them',
    completion({
      content: [
        { type: 'thinking', thinking: [] },
        { type: 'text', text: OPINION },
      ],
    }),
    usable(),
  ],
  ['thoughts in a field of their own', completion({ content: OPINION, reasoning_content: '{' }), usable()],
  ['an empty refusal beside the answer', completion({ content: OPINION, refusal: '' }), usable()],
  ['no usage', completion({ content: OPINION }, 'stop', {}), usable()],
  ['a whole object, then blanks until the limit', text(`${OPINION}${'\n'.repeat(500)}`, 'length'), usable()],
  ['an unknown reason to end', text(OPINION, 'eos_token'), usable()],
  [
    'half an object',
    text(OPINION.slice(0, 40), 'length'),
    { paid: 1, failure: 'truncated', says: /cut off/ },
  ],
  ['half an object that claims to be whole', text(OPINION.slice(0, 40)), unusable(/not JSON/)],
  ['only thoughts', text('<think>What to say?</think>'), unusable(/empty/)],
  ['an empty text', text(''), unusable(/empty/)],
  ['no text', completion({ content: null }), unusable(/empty/)],
  ['a call of a tool', completion({ content: null, tool_calls: [] }, 'tool_calls'), unusable(/empty/)],
  ['plain talk', text('Sure, happy to help!'), unusable(/not JSON/)],
  ['a list', text(`[${OPINION}]`), unusable(/expected object/)],
  ['another schema', text('{"answer": 42}'), unusable(/findings/)],
  [
    'a refusal in words of its own field',
    completion({ refusal: 'I cannot.' }),
    { paid: 1, failure: 'declined', says: /I cannot/ },
  ],
  [
    'a filtered answer',
    text('', 'content_filter'),
    { paid: 1, failure: 'declined', says: /filtered the answer/ },
  ],
  [
    'a filtered question',
    error(400, { code: 'content_filter' }),
    { paid: 0, failure: 'declined', says: /filtered the question/ },
  ],
  ['a megabyte', text('x'.repeat(1_000_000)), { paid: 1, failure: 'truncated', says: /ran on for 1000000/ }],
  ['more than the bot reads', text('x'.repeat(17 * 1024 * 1024)), fault('too-large', /16 MB/)],
  ['no completion', { status: 200, body: '{}' }, fault('garbled', /completion/)],
  ['no choices', { status: 200, body: '{"choices":[]}' }, fault('garbled', /completion/)],
  [
    'a page',
    { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } },
    fault('garbled', /completion/),
  ],
  ['half a body', { status: 200, body: '{"choices":[{' }, fault('garbled', /not JSON/)],
  [
    'a fault under the status 200',
    { status: 200, body: '{"error":{"code":502,"message":"upstream"}}' },
    fault('unavailable', /502/),
  ],
  ['silence', () => {}, fault('timeout', /in time/)],
  [
    'a body that stops',
    (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
    fault('timeout', /in time/),
  ],
  ['a closed connection', (response) => void response.destroy(), fault('unreachable', /cannot be reached/)],
  [
    '400',
    error(400, { param: 'response_format' }),
    fault('request-refused', /response_format\).*OPENAI_STRUCTURED/),
  ],
  ['401', error(401, {}), fault('unauthorised', /OPENAI_API_KEY/)],
  ['402', error(402, { message: 'Insufficient Balance' }), fault('quota', /Add credit/)],
  ['403', error(403, {}), fault('forbidden', /may not use/)],
  [
    '404',
    error(404, { message: 'model "x" not found, try pulling it first' }),
    fault('missing', /OPENAI_MODEL/),
  ],
  ['400 for the name of the model', error(400, { code: 'invalid_model' }), fault('missing', /OPENAI_MODEL/)],
  ['413', error(413, {}), fault('too-long', /longer context/)],
  [
    '400 for the length, by code',
    error(400, { code: 'context_length_exceeded' }),
    fault('too-long', /longer context/),
  ],
  [
    '400 for the length, by words',
    error(400, { message: 'the request exceeds the available context size' }),
    fault('too-long', /longer context/),
  ],
  [
    '422 for the length',
    error(422, {
      message: 'Prompt contains 40000 tokens, too large for model with 32768 maximum context length',
    }),
    fault('too-long', /longer context/),
  ],
  ['429', error(429, {}, { 'retry-after': '7' }), fault('rate-limited', /429/)],
  ['429 for want of quota', error(429, { code: 'insufficient_quota' }), fault('quota', /Add credit/)],
  ['408', error(408, {}), fault('unavailable', /408/)],
  ['500', error(500, {}), fault('unavailable', /500/)],
  [
    '503 in plain words',
    { status: 503, body: 'down for maintenance', headers: { 'content-type': 'text/plain' } },
    fault('unavailable', /503/),
  ],
  ['529', error(529, { type: 'overloaded_error' }), fault('unavailable', /529/)],
];

describe('each kind of answer of a model service has its own outcome', () => {
  it.each(CASES)('%s', async (_, answer, { says, ...expected }) => {
    const { detail, ...outcome } = await ask(answer);
    expect(outcome).toEqual(expected);
    expect(detail).toMatch(says ?? /^$/);
  });
});

describe('the cap of an answer', () => {
  it('is sent under the name that compatible servers know', async () => {
    expect(await ask(text(OPINION))).toMatchObject(usable());
    expect(questions).toMatchObject([{ max_tokens: 6_000 }]);
  });

  it('is sent under the other name to a server that asks for that, and from then on', async () => {
    const refusal = error(400, { param: 'max_tokens', code: 'unsupported_parameter' });
    expect(await ask(refusal, text('talk'), text(OPINION))).toMatchObject(usable(2));
    expect(questions.map((question) => [question['max_tokens'], question['max_completion_tokens']])).toEqual([
      [6_000, undefined],
      [undefined, 6_000],
      [undefined, 6_000],
    ]);
  });

  it('is left out if the server counts it into a context that is too short for it', async () => {
    const refusal = error(400, { message: "This model's maximum context length is 8192 tokens." });
    expect(await ask(refusal, text(OPINION))).toMatchObject(usable());
    expect(questions[1]).not.toHaveProperty('max_tokens');
  });
});

describe('the bounds of strings in a schema', () => {
  const bounds = () => questions.map((question) => JSON.stringify(question).includes('"maxLength":'));

  it('are sent to compatible servers, whose models may write one string without end', async () => {
    expect(await ask(text(OPINION))).toMatchObject(usable());
    expect(bounds()).toEqual([true]);
  });

  it('are left out for a server that refuses them, and from then on', async () => {
    const refusal = error(400, { message: "Invalid schema: 'maxLength' is not permitted." });
    expect(await ask(refusal, text('talk'), text(OPINION))).toMatchObject(usable(2));
    expect(bounds()).toEqual([true, false, false]);
  });

  it('are left out once: what is refused without them is a fault', async () => {
    const refusal = error(400, { param: 'response_format' });
    expect(await ask(refusal)).toMatchObject({ fault: 'request-refused' });
    expect(bounds()).toEqual([true, false]);
  });
});
