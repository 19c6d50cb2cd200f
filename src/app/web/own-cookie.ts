import { getCookie, setCookie } from 'hono/cookie';
import type { WebContext } from '#app/web/web-ground.ts';

/** Over https the prefix keeps other names of the same site from setting it; plain http of this machine has no such cookies. */
const nameFor = (origin: string, name: string) => (isSecure(origin) ? `__Host-${name}` : name);

/** What the browser keeps for the desk under a name; null if it keeps nothing. */
export function ownCookie(context: WebContext, name: string): string | null {
  return getCookie(context, nameFor(context.get('origin'), name)) ?? null;
}

/** Lets the browser keep a value for the desk alone, out of reach of scripts, for so many seconds or until it is closed; null: forget it. */
export function keepCookie(
  context: WebContext,
  name: string,
  kept: { readonly value: string; readonly seconds?: number } | null,
): void {
  const origin = context.get('origin');
  const maxAge = kept === null ? 0 : kept.seconds;
  setCookie(context, nameFor(origin, name), kept?.value ?? '', {
    ...{ path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(origin) },
    ...(maxAge === undefined ? {} : { maxAge }),
  });
}

function isSecure(origin: string): boolean {
  return origin.startsWith('https:');
}
