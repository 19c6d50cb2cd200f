import { Hono } from 'hono';
import { hasBody } from '#app/read-body.ts';
import { DESK_ROUTES } from '#app/web/desk-routes.ts';
import { MOUNTS } from '#app/web/mounts.ts';
import { isOurOwn } from '#app/web/same-origin.ts';
import { securityHeaders } from '#app/web/security-headers.ts';
import { answerNotice, answerRoute, wholePath } from '#app/web/serve-page.ts';
import { keepSecret, sessionSecret } from '#app/web/session-cookie.ts';
import type { WebApp, WebContext, WebEnv, WebGround } from '#app/web/web-ground.ts';
import { WebRefusal } from '#app/web/web-refusal.ts';
import { ASSETS } from '#desk/frame/assets.ts';
import { BROKEN, NOT_FOUND, UNAVAILABLE } from '#desk/frame/notice-page.ts';
import { signInNotice } from '#desk/frame/sign-in-pages.ts';
import { DESK, deskPath } from '#desk/paths.ts';
import { faultFields, toAppError } from '#shared/errors.ts';

/** A year, which is as long as caches keep anything. */
const FOREVER = 'public, max-age=31536000, immutable';

/** The desk and the API as one application of web requests. It needs the bindings of `createWeb`. */
export function webApp(ground: WebGround): WebApp {
  const { settings, log, sessions, visitOf, trust } = ground;
  const app: WebApp = new Hono<WebEnv>({ strict: true });
  app.use(async (context, next) => {
    const origin = settings.kind === 'slack' ? settings.origin : `http://${context.req.header('host') ?? ''}`;
    context.set('origin', origin);
    context.set('came', Date.now());
    const headers = securityHeaders(origin.startsWith('https:'));
    for (const [name, value] of Object.entries(headers)) context.header(name, value);
    const { method, path } = context.req;
    const from = { method, header: (name: string) => context.req.header(name) };
    const isOfDesk = path === DESK || path.startsWith(`${DESK}/`);
    if (!isOurOwn(from, origin, isOfDesk)) throw new WebRefusal(403, 'Another site sent this.');
    await next();
    const { incoming, outgoing } = context.env;
    // What is left of a body that was not read is not taken: its connection ends with the answer.
    if (hasBody(incoming) && !incoming.complete) outgoing.shouldKeepAlive = false;
  });
  app.get('/', (context) => context.redirect(DESK, 303));
  app.get(deskPath('/assets/:name'), (context) => {
    const found = ASSETS.get(context.req.param('name') ?? '');
    if (found === undefined) return context.notFound();
    context.header('cache-control', FOREVER);
    context.header('content-type', found.contentType);
    context.header('vary', 'Accept-Encoding');
    if (!takesGzip(context.req.header('accept-encoding'))) return context.body(found.body);
    context.header('content-encoding', 'gzip');
    return context.body(found.gzip);
  });
  app.use(`${DESK}/*`, async (context, next) => {
    const secret = sessionSecret(context);
    let user = secret === null ? null : await sessions().userOf(secret);
    if (user === null && settings.kind === 'sandbox' && isVisit(context)) {
      // In the sandbox every browser is one of its people from the first page on.
      user = settings.people[0]?.user ?? null;
      if (user !== null) keepSecret(context, await sessions().begin(user));
    }
    const visit = user === null ? null : await visitOf(user);
    if (user !== null && visit === null) await sessions().endAllOf(user);
    if (visit !== null) trust(context.env.incoming.socket);
    context.set('visit', visit);
    await next();
  });
  for (const mount of MOUNTS) mount(app, ground);
  for (const route of DESK_ROUTES) {
    app.get(deskPath(route.path), (context) => {
      const { visit } = context.var;
      if (visit === null) return answerNotice(context, settings, signInNotice(wholePath(context)));
      return answerRoute(context, settings, route, visit);
    });
  }
  app.notFound((context) => answerNotice(context, settings, NOT_FOUND));
  app.onError((thrown, context) => {
    if (thrown instanceof WebRefusal)
      return answerNotice(context, settings, {
        status: thrown.status,
        title: 'This was not taken',
        sentences: [thrown.message, 'Nothing was changed.'],
      });
    const fault = toAppError(thrown);
    log.error('a page could not be answered', { path: context.req.path, ...faultFields(fault) });
    return answerNotice(context, settings, fault.retryable ? UNAVAILABLE : BROKEN);
  });
  return app;
}

/** Whether a person goes to a page: what a page sends on its own may come after they became another one. */
function isVisit({ req }: WebContext): boolean {
  return req.method === 'GET' && (req.header('sec-fetch-dest') ?? 'document') === 'document';
}

/** Whether a browser takes gzip. Files alone are compressed: beside words of people, the length of a page would tell what stands in it. */
function takesGzip(accepted = ''): boolean {
  return accepted
    .split(',')
    .some((one) => /^\s*gzip\s*(?:;\s*q=(?:1(?:\.0*)?|0?\.\d*[1-9]\d*))?\s*$/i.test(one));
}
