import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { closeServer, listenOnLoopback } from '#sandbox/stand-ins/http/listen.ts';
import { type ChatAnswer, type ChatQuestion, QuestionRefused, type SmallModel } from './small-model.ts';

/** The id under which the model answers. */
export const SMALL_MODEL = 'smollm2-135m-instruct';

/** One answered question, for the report. */
export interface Answered {
  /** The name of the schema; `json` or `prompt` without one. */
  readonly name: string;
  readonly seconds: number;
  /** Null if it was not answered. */
  readonly answer: ChatAnswer | null;
}

const Body = z.object({
  messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })).min(1),
  max_tokens: z.number().int().positive().nullish(),
  max_completion_tokens: z.number().int().positive().nullish(),
  response_format: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('text') }),
      z.object({ type: z.literal('json_object') }),
      z.object({
        type: z.literal('json_schema'),
        json_schema: z.object({ name: z.string(), schema: z.unknown() }),
      }),
    ])
    .nullish(),
});

/** `chat/completions` of a small model on a free loopback port. `observe` hears of every question. */
export async function serveSmallModel(
  model: SmallModel,
  observe: (answered: Answered) => void,
): Promise<{ readonly baseUrl: string; close(): Promise<void> }> {
  const server = createServer((incoming, response) => {
    void handle(model, observe, incoming, response).catch((bug: unknown) => {
      const message = bug instanceof Error ? bug.message : String(bug);
      send(response, 500, { error: { message, type: 'server_error', code: null } });
    });
  });
  const url = await listenOnLoopback(server);
  return { baseUrl: `${url}/v1`, close: () => closeServer(server) };
}

async function handle(
  model: SmallModel,
  observe: (answered: Answered) => void,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (incoming.url === '/v1/models')
    return send(response, 200, { object: 'list', data: [{ id: SMALL_MODEL, object: 'model' }] });
  if (incoming.method !== 'POST' || incoming.url !== '/v1/chat/completions')
    return send(response, 404, refusal('not_found', `no ${incoming.method} ${incoming.url}`));
  const body = Body.safeParse(JSON.parse(await textOf(incoming)));
  if (!body.success) return send(response, 400, refusal('invalid_request', z.prettifyError(body.error)));
  const { messages, response_format: format, ...caps } = body.data;
  const mostTokens = caps.max_tokens ?? caps.max_completion_tokens ?? null;
  const gone = new AbortController();
  response.once('close', () => gone.abort(new Error('the caller is gone')));
  const startedAt = Date.now();
  const note = (answer: ChatAnswer | null) =>
    observe({ name: nameOf(format), seconds: (Date.now() - startedAt) / 1_000, answer });
  try {
    const answer = await model.answer({ messages, mostTokens, form: formOf(format) }, gone.signal);
    note(answer);
    send(response, 200, completion(answer));
  } catch (thrown) {
    note(null);
    if (!(thrown instanceof QuestionRefused)) throw thrown;
    send(response, 400, refusal(thrown.code, thrown.message));
  }
}

type Format = z.infer<typeof Body>['response_format'];

function nameOf(format: Format): string {
  if (format?.type === 'json_schema') return format.json_schema.name;
  return format?.type === 'json_object' ? 'json' : 'prompt';
}

function formOf(format: Format): ChatQuestion['form'] {
  if (format?.type === 'json_schema') return { schema: format.json_schema.schema };
  return format?.type === 'json_object' ? 'json' : null;
}

function completion({ text, isCutOff, promptTokens, answerTokens }: ChatAnswer): object {
  return {
    id: 'chatcmpl-small',
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1_000),
    model: SMALL_MODEL,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: text, refusal: null },
        finish_reason: isCutOff ? 'length' : 'stop',
      },
    ],
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: answerTokens,
      total_tokens: promptTokens + answerTokens,
    },
  };
}

function refusal(code: string, message: string): object {
  return { error: { message, type: 'invalid_request_error', param: null, code } };
}

function send(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
