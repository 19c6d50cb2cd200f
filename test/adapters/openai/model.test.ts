import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAiChecks } from '#adapters/openai/checks.ts';
import { firstDialect, withoutBounds } from '#adapters/openai/dialect.ts';
import { toModelFault } from '#adapters/openai/fault.ts';
import { createOpenAiModel, type OpenAiOptions } from '#adapters/openai/model.ts';
import { costOf } from '#adapters/openai/prices.ts';
import type { ModelRequest } from '#ports/language-model.ts';
import { type ScriptedModel, startScriptedModel } from '#sandbox/stand-ins/openai/scripted-model.ts';
import { AppError } from '#shared/errors.ts';

const request: ModelRequest = {
  role: 'analyst',
  instructions: 'Say it in words.',
  input: '[[begin statements 0123456789abcdef]]\n[]\n[[end statements 0123456789abcdef]]',
  schemaName: 'analyst',
  schema: { type: 'object', properties: {}, required: [], additionalProperties: false },
  mostOutputTokens: 900,
  repair: null,
};

let server: ScriptedModel;
beforeEach(async () => {
  server = await startScriptedModel({ port: 0 });
});
afterEach(() => server.close());

function modelWith(options: Partial<OpenAiOptions> = {}) {
  const base = { apiKey: 'sk-test', baseUrl: server.baseUrl, model: 'scripted-model' };
  return createOpenAiModel({ ...base, structured: 'schema', timeoutMs: 5_000, ...options });
}

/** The fault that a call throws. */
async function faultOf(options: Partial<OpenAiOptions> = {}): Promise<AppError> {
  const thrown: unknown = await modelWith(options)
    .complete(request)
    .then(
      () => new Error('it answered'),
      (error: unknown) => error,
    );
  if (thrown instanceof AppError) return thrown;
  throw thrown;
}

/** A server that gives every request the same answer. */
async function withAnswer<Value>(
  status: number,
  body: string,
  use: (baseUrl: string) => Promise<Value>,
): Promise<Value> {
  const http = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '7' });
    response.end(body);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  try {
    return await use(`http://127.0.0.1:${port}/v1`);
  } finally {
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  }
}

const completion = (choice: object, more: object = {}) => JSON.stringify({ choices: [choice], ...more });

describe('createOpenAiModel', () => {
  it('answers with tokens, cost, latency by the given clock, and the model that answered', async () => {
    let at = 1_000;
    const clock = { now: () => (at += 40) };
    const prices = { 'scripted-model': { input: 1, cachedInput: 0.1, output: 5 } };
    const outcome = await modelWith({ clock, prices }).complete(request);
    expect(outcome).toMatchObject({ kind: 'answered', answer: { model: 'scripted-model', latencyMs: 40 } });
    const answer = outcome.kind === 'answered' ? outcome.answer : null;
    expect(JSON.parse(answer?.text ?? '')).toHaveProperty('statements');
    expect(answer?.costUsd).toBeCloseTo(
      ((answer?.inputTokens ?? 0) + 5 * (answer?.outputTokens ?? 0)) / 1e6,
      12,
    );
  });

  it('asks the model of the role, if it has one of its own', async () => {
    const asked = async (role: string) => {
      await modelWith({ models: { analyst: 'small' } }).complete({ ...request, role });
      return JSON.parse(server.requests().at(-1)?.body ?? '{}').model;
    };
    expect([await asked('analyst'), await asked('designer')]).toEqual(['small', 'scripted-model']);
  });

  it('sends the strict schema under the prompt’s name, and a repair as a conversation', async () => {
    await modelWith().complete({ ...request, repair: { answer: 'nonsense', problems: '- not JSON' } });
    const body: unknown = JSON.parse(server.requests()[0]?.body ?? '');
    expect(body).toMatchObject({
      model: 'scripted-model',
      messages: [
        { role: 'system' },
        { role: 'user' },
        { role: 'assistant', content: 'nonsense' },
        { role: 'user' },
      ],
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'analyst', strict: true, schema: request.schema },
      },
    });
  });

  it('knows no cost without a price', async () => {
    expect(await modelWith().complete(request)).toMatchObject({
      kind: 'answered',
      answer: { costUsd: null },
    });
  });

  it('leaves retrying to the worker', async () => {
    server.fail({ kind: 'http-500', times: 1 });
    expect(await faultOf()).toMatchObject({ code: 'model.unavailable', mostAttempts: 3 });
    expect(server.requests()).toHaveLength(1);
  });

  it.each([
    ['http-500', { code: 'model.unavailable', retryable: true }],
    ['ratelimited', { code: 'model.rate-limited', retryable: true, retryAfterMs: 1 }],
    ['http-401', { code: 'model.unauthorised', retryable: false }],
  ] as const)('throws %s as a fault that says what to do', async (kind, fault) => {
    server.fail({ kind, times: 1 });
    expect(await faultOf()).toMatchObject(fault);
  });

  it('names the setting that is wrong', async () => {
    server.fail({ kind: 'http-401', times: 1 });
    expect((await faultOf()).message).toContain('OPENAI_API_KEY');
    expect(await faultOf({ baseUrl: `${server.baseUrl}/nowhere` })).toMatchObject({
      code: 'model.missing',
      retryable: false,
    });
  });

  it('throws a timeout and an unreachable service as retryable', async () => {
    server.fail({ kind: 'timeout', times: 1 });
    expect(await faultOf({ timeoutMs: 30 })).toMatchObject({
      code: 'model.timeout',
      retryable: true,
    });
    await server.close();
    expect(await faultOf()).toMatchObject({ code: 'model.unreachable', retryable: true });
    server = await startScriptedModel({ port: 0 });
  });

  it('tells a broken connection and a garbled body from a bug of ours', async () => {
    const failing = (thrown: unknown) => () => Promise.reject(thrown);
    expect(await faultOf({ fetch: failing(new TypeError('fetch failed')) })).toMatchObject({
      code: 'model.unreachable',
    });
    const broken = new ReadableStream({ start: (body) => body.error(new TypeError('terminated')) });
    const json = { headers: { 'content-type': 'application/json' } };
    const answering = (body: string | ReadableStream) => async () => new Response(body, json);
    expect(await faultOf({ fetch: answering(broken) })).toMatchObject({
      code: 'model.unreachable',
    });
    expect(await faultOf({ fetch: answering('{"id":') })).toMatchObject({
      code: 'model.garbled',
    });
    expect(toModelFault(new TypeError('x is not a function'), 'any', 0)).toMatchObject({ kind: 'bug' });
  });

  it('reads a date to wait until against the date of the answer, whatever our own clock says', async () => {
    const headers = {
      'retry-after': new Date(60_000).toUTCString(),
      date: new Date(20_000).toUTCString(),
    };
    const busy = async () => new Response('{}', { status: 429, headers });
    expect(await faultOf({ fetch: busy })).toMatchObject({ retryAfterMs: 40_000 });
  });

  it.each([
    ['refuses', { kind: 'declined', reason: 'I cannot help with that.' }],
    ['truncated', { kind: 'truncated', answer: { outputTokens: expect.any(Number) } }],
  ] as const)('returns %s as a value', async (kind, outcome) => {
    server.fail({ kind, times: 1 });
    expect(await modelWith().complete(request)).toMatchObject(outcome);
  });
});

describe('servers that differ from OpenAI', () => {
  const ask = (status: number, body: string) =>
    withAnswer(status, body, (baseUrl) => modelWith({ baseUrl }).complete(request));
  const fault = (status: number, body: string) => withAnswer(status, body, (baseUrl) => faultOf({ baseUrl }));

  it('may leave out usage and model: then the cost is not known', async () => {
    const answer = { text: '{}', model: 'scripted-model', inputTokens: 0, outputTokens: 0, costUsd: null };
    const body = completion({ message: { content: '{}' } });
    expect(await ask(200, body)).toMatchObject({ kind: 'answered', answer });
  });

  it('may filter the question or the answer', async () => {
    const filtered = completion({ message: { content: '' }, finish_reason: 'content_filter' });
    expect(await ask(200, filtered)).toMatchObject({ kind: 'declined' });
    expect(await ask(400, '{"error":{"message":"no","code":"content_filter"}}')).toMatchObject({
      kind: 'declined',
    });
  });

  it.each([
    [200, '{}', { code: 'model.garbled', retryable: true }],
    [200, '{"choices":[]}', { code: 'model.garbled', retryable: true }],
    [
      429,
      '{"error":{"message":"no","code":"insufficient_quota"}}',
      { code: 'model.quota', retryable: false },
    ],
    [429, '{}', { code: 'model.rate-limited', retryable: true, retryAfterMs: 7_000 }],
    [503, 'down', { code: 'model.unavailable', retryable: true, retryAfterMs: 7_000 }],
    [403, '{}', { code: 'model.forbidden', retryable: false }],
    [
      400,
      '{"error":{"message":"no","param":"response_format"}}',
      { code: 'model.request-refused', retryable: false },
    ],
  ])('answering %i %s is a fault', async (status, body, expected) => {
    expect(await fault(status, body)).toMatchObject(expected);
  });
});

describe('costOf', () => {
  const prices = {
    'gpt-x': { input: 2, cachedInput: 0.5, output: 10 },
    'gpt-x-mini': { input: 1, cachedInput: null, output: 4 },
  };
  const use = { inputTokens: 1_000_000, cachedInputTokens: 400_000, outputTokens: 100_000 };

  it('counts cached input at its own price, and dated ids as their model', () => {
    expect(costOf(prices, 'gpt-x', use)).toBeCloseTo(0.6 * 2 + 0.4 * 0.5 + 1, 12);
    expect(costOf(prices, 'gpt-x-mini-2026-10-01', use)).toBeCloseTo(1 + 0.4, 12);
    expect(costOf(prices, 'gpt-xyz', use)).toBeNull();
  });
});

describe('firstDialect', () => {
  it('has no bounds of strings for OpenAI itself, whose strict schemas know none', () => {
    expect([firstDialect(true).hasBounds, firstDialect(false).hasBounds]).toEqual([false, true]);
    const title = { type: 'string', minLength: 1, maxLength: 80, description: 'at most 80 characters' };
    const schema = { properties: { title, maxLength: { type: 'string' } } };
    expect(withoutBounds(schema)).toEqual({
      properties: {
        title: { type: 'string', description: 'at most 80 characters' },
        maxLength: { type: 'string' },
      },
    });
  });
});

describe('the checks of a start', () => {
  /** What each check says; null if it holds. */
  const checksOf = async (options: Partial<OpenAiOptions>) => {
    const base = { apiKey: 'sk-test', baseUrl: server.baseUrl, model: 'scripted-model' };
    const checks = openAiChecks({ ...base, ...options });
    return Promise.all(
      checks.map(async ({ what, ask, isNeeded }) => {
        const problem = await ask().then(
          () => null,
          (fault: Error) => fault.message,
        );
        return [what, problem, isNeeded] as const;
      }),
    );
  };

  it('ask for the model of each role, and name the variable of one that is missing', async () => {
    const found = await checksOf({ models: { policy: 'none-such', analyst: 'scripted-model' } });
    expect(found.map(([what]) => what)).toEqual([
      'the key',
      'the model scripted-model (analyst)',
      'the model none-such (policy)',
    ]);
    expect(found.map(([, problem]) => problem)).toEqual([
      null,
      null,
      'The model service does not list the model "none-such". Set OPENAI_MODEL_POLICY to one that it has.',
    ]);
  });

  it('say which model has no price, if there are prices, and stop nothing for it', async () => {
    const prices = { 'scripted-model': { input: 1, cachedInput: null, output: 2 } };
    const found = await checksOf({ models: { policy: 'free' }, prices });
    expect(found.filter(([what]) => what.startsWith('the price'))).toEqual([
      ['the price of scripted-model', null, false],
      ['the price of free', expect.stringContaining('Add free=<input>/<output>'), false],
    ]);
  });
});
