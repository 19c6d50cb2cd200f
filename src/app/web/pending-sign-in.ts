import { z } from 'zod';
import { keepCookie, ownCookie } from '#app/web/own-cookie.ts';
import type { WebContext } from '#app/web/web-ground.ts';
import { deskPath } from '#desk/paths.ts';

/** What a browser keeps while its person is at Slack: an answer is taken from this browser alone. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE: who sees the code on its way cannot use it. */
  readonly verifier: string;
  /** The path of the desk to go on at. */
  readonly to: string;
}

const NAME = 'desk-sign-in';
/** Seconds: as long as Slack's code lives. */
const KEPT = 600;

const Pending = z.object({
  ...{ state: z.string().min(16), nonce: z.string().min(16), verifier: z.string().min(43), to: z.string() },
});

/** The address at which Slack's answer comes in, as the app in Slack names it. */
export function callbackOf(origin: string): string {
  return `${origin}${deskPath('/sign-in/callback')}`;
}

/** Lets the browser keep it, or forget what it kept. */
export function keepPending(context: WebContext, pending: PendingSignIn | null): void {
  const value = Buffer.from(JSON.stringify(pending)).toString('base64url');
  keepCookie(context, NAME, pending === null ? null : { value, seconds: KEPT });
}

/** What this browser kept; null if it kept nothing. */
export function pendingOf(context: WebContext): PendingSignIn | null {
  const value = ownCookie(context, NAME) ?? '';
  try {
    return Pending.parse(JSON.parse(Buffer.from(value, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}
