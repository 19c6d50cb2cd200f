import { createServer, type RequestListener, type Server } from 'node:http';
import type { HttpRoute } from '#app/http.ts';

/** Answers the routes of the bot and nothing else: 404 if there is none, 400 if the address is none. */
export function routeListener(routes: readonly HttpRoute[]): RequestListener {
  return (request, response) => {
    const url = URL.canParse(request.url ?? '', 'http://localhost') ? request.url : undefined;
    const path = url === undefined ? null : new URL(url, 'http://localhost').pathname;
    const found = routes.find((route) => route.path === path && route.method === request.method);
    if (found !== undefined) return found.handler(request, response);
    response.writeHead(path === null ? 400 : 404);
    response.end();
  };
}

/**
 * A server of the routes alone, for Socket Mode: Bolt's own ends the process at a request for `//`. Rejects if the
 * port is taken.
 */
export function serveRoutes(routes: readonly HttpRoute[], port: number): Promise<Server> {
  const server = createServer(routeListener(routes));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve(server));
  });
}
