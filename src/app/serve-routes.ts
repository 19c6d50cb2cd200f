import type { RequestListener } from 'node:http';
import { answerRequest } from '#app/answer-request.ts';
import type { HttpRoute } from '#app/http.ts';

/** Answers these routes and nothing else: 404 if there is none, 400 if the address is none. A GET takes HEAD, too. */
export function routeListener(routes: readonly HttpRoute[]): RequestListener {
  return (request, response) => {
    const url = URL.canParse(request.url ?? '', 'http://localhost') ? request.url : undefined;
    const path = url === undefined ? null : new URL(url, 'http://localhost').pathname;
    // Node sends no body in answer to a HEAD.
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const found = routes.find((route) => route.path === path && route.method === method);
    if (found !== undefined) return found.handler(request, response);
    return answerRequest(request, response, { status: path === null ? 400 : 404, body: '' });
  };
}
