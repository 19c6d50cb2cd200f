import { answerNotice, answerPage } from '#app/web/serve-page.ts';
import { takeForm } from '#app/web/take-form.ts';
import type { Mount, WebContext, WebGround } from '#app/web/web-ground.ts';
import { WebRefusal } from '#app/web/web-refusal.ts';
import { NOT_FOUND } from '#desk/frame/notice-page.ts';
import type { Visit } from '#desk/page.ts';
import { deskPath } from '#desk/paths.ts';
import { REVOKE_PATH, TOKENS_PATH, type TokensNews, tokensPage } from '#desk/tokens/tokens-page.ts';
import { TOKEN_SCOPES } from '#domain/tokens/token.ts';
import { revokeToken } from '#features/tokens/known-tokens.ts';
import { makeToken, type TokenWish } from '#features/tokens/make-token.ts';

/** The two forms of the page of tokens. */
export const mountTokens: Mount = (app, ground) => {
  app.post(deskPath(TOKENS_PATH), async (context) => {
    const visit = signedIn(context);
    const made = await makeToken(visit.coPilot, visit.actor, wishOf(await takeForm(context, ground)));
    const news =
      made.kind === 'ok'
        ? { made: made.value.text }
        : { problem: `${made.problem.message} No token was made.` };
    return answer(context, ground, visit, news);
  });
  app.post(deskPath(REVOKE_PATH), async (context) => {
    const visit = signedIn(context);
    const form = await takeForm(context, ground);
    const done = await revokeToken(visit.coPilot, visit.actor, form.get('token') ?? '');
    if (done.kind === 'ok') return context.redirect(deskPath(TOKENS_PATH), 303);
    return answer(context, ground, visit, { problem: done.problem.message });
  });
};

/** Throws `WebRefusal` if no person of the workspace is signed in. */
function signedIn(context: WebContext): Visit {
  const { visit } = context.var;
  if (visit === null || visit.coPilot.sight.isExternal)
    throw new WebRefusal(403, 'Only people of the workspace have tokens. Sign in first.');
  return visit;
}

function wishOf(form: URLSearchParams): TokenWish {
  const asked = form.getAll('scope');
  return {
    kind: form.get('kind') === 'service' ? 'service' : 'person',
    name: form.get('name') ?? '',
    scopes: TOKEN_SCOPES.filter((scope) => asked.includes(scope)),
    days: Number(form.get('days') ?? Number.NaN),
  };
}

/** A token is shown once, so nothing keeps the page. */
async function answer(
  context: WebContext,
  { settings }: Pick<WebGround, 'settings'>,
  visit: Visit,
  news: TokensNews,
): Promise<Response> {
  const page = await tokensPage(visit, news);
  if (page === null) return answerNotice(context, settings, NOT_FOUND);
  const isRefused = news.problem !== undefined;
  const answered = await answerPage(context, settings, isRefused ? { ...page, status: 409 } : page);
  answered.headers.set('cache-control', 'no-store');
  answered.headers.delete('etag');
  return answered;
}
