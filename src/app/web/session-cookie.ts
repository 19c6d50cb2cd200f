import { keepCookie, ownCookie } from '#app/web/own-cookie.ts';
import type { WebContext } from '#app/web/web-ground.ts';

const NAME = 'desk';

/** The secret of the session that a request brings; null if it brings none. */
export function sessionSecret(context: WebContext): string | null {
  const found = ownCookie(context, NAME);
  return found === null || !/^[\w-]{43}$/.test(found) ? null : found;
}

/** Lets the browser keep a session until it is closed, or forget it. */
export function keepSecret(context: WebContext, secret: string | null): void {
  keepCookie(context, NAME, secret === null ? null : { value: secret });
}
