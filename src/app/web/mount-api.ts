import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { openApiDocument } from '#api/openapi.ts';
import { OPERATIONS } from '#api/operations.ts';
import type { Api, ApiAnswer } from '#api/server/api-request.ts';
import { createApi } from '#api/server/create-api.ts';
import { ROOT } from '#api/server/find-operation.ts';
import { problem, problemAnswer } from '#api/server/problem.ts';
import { once } from '#app/once.ts';
import { type BodyRefusal, hasBody, readBody } from '#app/read-body.ts';
import type { Mount, WebContext, WebGround } from '#app/web/web-ground.ts';

const NOT_READ: Readonly<Record<BodyRefusal, string>> = {
  400: 'The body ended before its length was reached.',
  408: 'The body took too long. Send it at once.',
  411: 'Say how long the body is, with the header `Content-Length`.',
  413: 'The body is longer than this address takes. Send less at a time.',
  503: 'Too many bodies come at once. Try again in a few seconds.',
};

/** Serves the API. No cookie counts there: a request says by its token who sends it. */
export const mountApi: Mount = (app, ground) => {
  const api = once(() =>
    createApi({
      coPilot: ground.coPilot(),
      operations: OPERATIONS,
      document: openApiDocument(OPERATIONS),
    }),
  );
  app.all(`${ROOT}/*`, async (context) => respond(context, await answerOf(api(), context, ground)));
  app.all('/api/*', (context) => {
    const detail = `The API begins with ${ROOT}. ${ROOT}/openapi.json lists what there is.`;
    return respond(context, problemAnswer(problem(404, detail)));
  });
};

/** The address is taken as it was sent: none is cleaned up. */
async function answerOf(
  api: Api,
  { env: { incoming, outgoing } }: WebContext,
  { room }: Pick<WebGround, 'room'>,
): Promise<ApiAnswer> {
  const [path = '', ...rest] = (incoming.url ?? '').split('?');
  const { headers, method = '' } = incoming;
  const single = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
  const begun = await api.begin({ method, path, search: rest.join('?'), headers: single });
  if (begun.kind === 'answered') return begun.answer;
  if (begun.bodyLimit === 0 && !hasBody(incoming)) return begun.finish(Buffer.alloc(0));
  const found = await readBody(incoming, outgoing, { limit: begun.bodyLimit, room });
  if (found.kind === 'read') return begun.finish(found.body);
  begun.drop();
  return problemAnswer(problem(found.status, NOT_READ[found.status]));
}

function respond(context: WebContext, { status, headers, body }: ApiAnswer): Response {
  for (const [name, value] of Object.entries(headers)) context.header(name, value);
  if (status === 304) return context.body(null, 304);
  // The API names a number; Hono has a type of those that may have a body.
  return context.body(body, status as ContentfulStatusCode);
}
