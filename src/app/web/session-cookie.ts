import { getCookie, setCookie } from 'hono/cookie';
import type { WebContext } from '#app/web/web-ground.ts';

/** Over https the prefix keeps other names of the same site from setting it; plain http of this machine has no such cookies. */
const nameFor = (origin: string) => (origin.startsWith('https:') ? '__Host-desk' : 'desk');

/** The secret of the session that a request brings; null if it brings none. */
export function sessionSecret(context: WebContext): string | null {
  const found = getCookie(context, nameFor(context.get('origin')));
  return found === undefined || !/^[\w-]{43}$/.test(found) ? null : found;
}

/** Lets the browser keep a session until it is closed, or forget it. */
export function keepSecret(context: WebContext, secret: string | null): void {
  const origin = context.get('origin');
  setCookie(context, nameFor(origin), secret ?? '', {
    ...{ path: '/', httpOnly: true, sameSite: 'Lax', secure: origin.startsWith('https:') },
    ...(secret === null ? { maxAge: 0 } : {}),
  });
}
