import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';
import { ProblemSchema } from './schemas/problem-schema.ts';
import type { Operation } from './server/operation.ts';
import { NOTICES_LISTED } from './webhooks/notice-schema.ts';

const INTRODUCTION =
  'The same experiments as in Slack, for programs. A token acts as the person who made it, under the same rules: who may approve, launch and decide does not change. See docs/api.md.';

/** Problems that every operation may answer with. */
const ALWAYS = [400, 401, 403, 422, 429, 503] as const;
const WORDS: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Made',
  202: 'Taken',
  400: 'The address or the body cannot be read',
  401: 'No valid token',
  403: 'Not allowed',
  404: 'There is no such thing, or the token may not see it',
  409: 'The rules refuse it as things stand',
  408: 'The body took too long',
  411: 'The header `Content-Length` is missing',
  413: 'The body is too large',
  415: 'The body is not JSON',
  422: 'The request is not in order; `errors` names the fields',
  429: 'Too many requests; `Retry-After` says when to try again',
  503: 'Something that the bot needs does not answer',
};

const KnownHeader = z.object({
  'If-None-Match': z.string().optional().meta({ description: 'The `ETag` of an earlier answer' }),
});
const NoticeHeaders = z.object({
  'webhook-id': z.string().meta({ description: 'The same for every attempt and every replay' }),
  'webhook-timestamp': z.string().meta({ description: 'Seconds since the Unix epoch, of the attempt' }),
  'webhook-signature': z.string().meta({
    description: 'One or two, with a space between: `v1,` and the HMAC-SHA256 over `id.timestamp.body`',
  }),
});
const RepeatHeader = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[!-~]{1,200}$/)
    .optional()
    .meta({ description: 'A key of the program: a repeated request gets its first answer for a day' }),
});

/** The OpenAPI 3.1 document of these operations, made of the schemas that check the requests. */
export function openApiDocument(operations: readonly Operation[]): string {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: described(operation),
    };
  }
  const document = createDocument({
    openapi: '3.1.1',
    info: { title: 'Growth Experiment Co-Pilot', version: '1', description: INTRODUCTION },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }],
    paths,
    webhooks: Object.fromEntries(NOTICES_LISTED.map(noticeDescribed)),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token of this API: `gxp_<id>_<secret>`' },
      },
    },
  });
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** A notice as a receiver of a webhook gets it. */
function noticeDescribed({ kind, words, schema }: (typeof NOTICES_LISTED)[number]) {
  const post: ZodOpenApiOperationObject = {
    summary: kind,
    description: `${words} Signed as Standard Webhooks say. Answer with 2xx within 15 seconds; the same \`webhook-id\` may come again.`,
    security: [],
    requestParams: { header: NoticeHeaders },
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: { '2XX': { description: 'Taken' }, 410: { description: 'Gone: the webhook is switched off' } },
  };
  return [kind, { post }] as const;
}

function described(operation: Operation): ZodOpenApiOperationObject {
  const { id, summary, description, params, query, body, scope, isPersonal, problems = [] } = operation;
  const whose = isPersonal === true ? ' and a token of a person' : '';
  const statuses = [...ALWAYS, ...(body === null ? [] : [408, 411, 413, 415]), ...problems];
  return {
    operationId: id,
    summary,
    description: `${description} Needs the scope \`${scope}\`${whose}.`,
    requestParams: {
      ...(params === null ? {} : { path: params }),
      ...(query === null ? {} : { query }),
      ...(operation.method === 'GET' ? { header: KnownHeader } : { header: RepeatHeader }),
    },
    ...(body === null
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(operation.answers).map(([status, kind]) => [status, answered(Number(status), kind)]),
      ),
      ...(operation.method === 'GET'
        ? { 304: { description: 'It is as the `ETag` in `If-None-Match` says' } }
        : {}),
      ...Object.fromEntries([...new Set(statuses)].sort().map((status) => [status, refusal(status)])),
    },
  };
}

function answered(status: number, kind: Operation['answers'][number]) {
  const content =
    'contentType' in kind
      ? { [kind.contentType]: { schema: { type: 'string' as const } } }
      : { 'application/json': { schema: kind } };
  return { description: WORDS[status] ?? 'Done', content };
}

function refusal(status: number) {
  return {
    description: WORDS[status] ?? 'Refused',
    content: { 'application/problem+json': { schema: ProblemSchema } },
  };
}
