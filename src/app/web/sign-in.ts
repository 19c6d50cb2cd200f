import { backTo } from '#app/web/back-to.ts';
import { keepPending, pendingOf } from '#app/web/pending-sign-in.ts';
import { answerNotice } from '#app/web/serve-page.ts';
import { keepSecret, sessionSecret } from '#app/web/session-cookie.ts';
import { createSlackSignIn, type SignedIn } from '#app/web/slack-sign-in.ts';
import { takeForm } from '#app/web/take-form.ts';
import type { Mount, WebGround } from '#app/web/web-ground.ts';
import { FOREIGN, NOT_SIGNED_IN, SIGNED_OUT } from '#desk/frame/sign-in-pages.ts';
import { deskPath } from '#desk/paths.ts';
import { isMember } from '#features/is-member.ts';

/** Sign in with Slack, and sign out. In the sandbox people change by a switch instead. */
export const mountSignIn: Mount = (app, ground) => {
  const { settings, sessions, identity } = ground;
  app.post(deskPath('/sign-out'), async (context) => {
    const secret = sessionSecret(context);
    const user = context.var.visit?.user;
    if (user !== undefined && new URL(context.req.url).searchParams.has('everywhere')) {
      // Who reads that they are signed out everywhere must be the one of the page.
      await takeForm(context, ground);
      await sessions().endAllOf(user);
    }
    if (secret !== null) await sessions().end(secret);
    keepSecret(context, null);
    context.set('visit', null);
    return answerNotice(context, settings, SIGNED_OUT);
  });
  if (settings.kind !== 'slack') return;
  const slack = createSlackSignIn(settings, ground);
  app.get(deskPath('/sign-in'), async (context) => {
    const to = backTo(context.req.query('to') ?? null);
    const { team } = await identity();
    const { pending, href } = await slack.begin(to, team);
    keepPending(context, pending);
    context.header('cache-control', 'no-store');
    return context.redirect(href, 303);
  });
  app.get(deskPath('/sign-in/callback'), async (context) => {
    const answer = new URL(context.req.url).searchParams;
    const kept = pendingOf(context);
    // The answer to an earlier tab takes nothing from a later one, whose sign-in is the one that is kept.
    const pending = kept?.state === answer.get('state') ? kept : null;
    // Good for one answer, whatever it says.
    if (pending !== null) keepPending(context, null);
    context.header('cache-control', 'no-store');
    const found = pending === null ? null : await slack.finish(answer, pending);
    if (pending === null || found === null) return answerNotice(context, settings, NOT_SIGNED_IN);
    if (!(await isOurs(ground, found))) return answerNotice(context, settings, FOREIGN);
    const old = sessionSecret(context);
    if (old !== null) await sessions().end(old);
    keepSecret(context, await sessions().begin(found.user));
    return context.redirect(backTo(pending.to), 303);
  });
};

/** A person of the workspace that has the app, or of its organisation if the app is installed for all of that. */
async function isOurs(
  { identity, coPilot }: Pick<WebGround, 'identity' | 'coPilot'>,
  { user, team }: SignedIn,
): Promise<boolean> {
  const own = await identity();
  if (team !== own.team && !own.isOrgWide) return false;
  return isMember(coPilot(), user);
}
