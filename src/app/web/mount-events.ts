import { createChangeWatch } from '#app/web/change-watch.ts';
import { sessionSecret } from '#app/web/session-cookie.ts';
import type { Mount } from '#app/web/web-ground.ts';
import { EVENTS_PATH } from '#desk/frame/live.ts';
import type { Visit } from '#desk/page.ts';
import { deskPath } from '#desk/paths.ts';
import { turnOfTheLoop } from '#journal/turn-of-the-loop.ts';

/** Milliseconds between two pings, at each of which the session is looked at anew. */
const PING = 20_000;

/** Tells open pages that something changed which they may show: never what, for the page asks for itself anew. */
export const mountEvents: Mount = (app, ground) => {
  const { sessions, streams, clock, visitOf, coPilot } = ground;
  const watch = createChangeWatch(() => coPilot().store, clock);
  app.get(deskPath(EVENTS_PATH), async (context) => {
    const { visit } = context.var;
    // To a browser this status says: do not come again.
    if (visit === null) return context.body(null, 204);
    // A head is answered without its body, which then has no end.
    if (context.req.method === 'HEAD') return context.body(null, 200);
    const of = context.req.query('of') ?? null;
    const secret = sessionSecret(context) ?? '';
    const told = Number(context.req.header('last-event-id') ?? context.req.query('since') ?? Number.NaN);
    const concerns = (keys: readonly string[]) => isSeen(visit, of, keys);
    const { promise: closed, resolve: end } = Promise.withResolvers<void>();
    const opened = streams.open(visit.user, end);
    if (opened === null) return context.body(null, 204);
    const { stream, body } = opened;
    const missed = Number.isFinite(told) ? watch.since(told) : null;
    const tell = (keys: readonly string[], at: () => number) =>
      // If it cannot be told who may see it, the page finds out itself.
      concerns(keys)
        .catch(() => true)
        .then((isMine) => isMine && stream.tell('changed', at()));
    // It listens from the moment on up to which it was asked for: nothing comes in between.
    const leave = watch.listen(({ at, keys }) => void tell(keys, () => at));
    if (missed === null) stream.tell('changed', clock.now());
    else void tell(missed, clock.now);
    const pinging = setInterval(() => {
      stream.ping();
      const stillIn = sessions()
        .userOf(secret)
        .then(async (user) => user === visit.user && (await visitOf(user)) !== null);
      void stillIn.then((isIn) => isIn || stream.close(), stream.close);
    }, PING);
    pinging.unref();
    void closed.then(() => {
      clearInterval(pinging);
      leave();
    });
    context.header('content-type', 'text/event-stream; charset=utf-8');
    context.header('cache-control', 'no-store');
    // A stop closes connections that are at rest, and this one comes to rest after it.
    context.env.outgoing.shouldKeepAlive = false;
    // Tells proxies to pass events on as they come.
    context.header('x-accel-buffering', 'no');
    return context.body(body);
  });
};

/** Whether the person may see one of these experiments, and it is the one that the page is of, if it is of one. */
async function isSeen(
  { coPilot }: Pick<Visit, 'coPilot'>,
  of: string | null,
  keys: readonly string[],
): Promise<boolean> {
  for (const key of of === null ? keys : keys.filter((one) => one === of).slice(0, 1)) {
    if ((await coPilot.load(key)) !== null) return true;
    await turnOfTheLoop();
  }
  return false;
}
