import { answerDeskForm, memberVisit } from '#app/web/answer-desk-form.ts';
import { takeForm } from '#app/web/take-form.ts';
import type { Mount } from '#app/web/web-ground.ts';
import { onceIn } from '#desk/once-field.ts';
import { deskPath } from '#desk/paths.ts';
import { REVOKE_PATH, TOKENS_PATH, tokensPage } from '#desk/tokens/tokens-page.ts';
import { TOKEN_SCOPES } from '#domain/tokens/token.ts';
import { revokeToken } from '#features/tokens/known-tokens.ts';
import { makeToken, type TokenWish } from '#features/tokens/make-token.ts';

/** The two forms of the page of tokens. */
export const mountTokens: Mount = (app, ground) => {
  app.post(deskPath(TOKENS_PATH), async (context) => {
    const visit = memberVisit(context, MEMBERS);
    const made = await makeToken(visit.coPilot, visit.actor, wishOf(await takeForm(context, ground)));
    const news =
      made.kind === 'ok'
        ? { made: made.value.text }
        : { problem: `${made.problem.message} No token was made.` };
    return answerDeskForm(context, ground, await tokensPage(visit, news), made.kind === 'refused');
  });
  app.post(deskPath(REVOKE_PATH), async (context) => {
    const visit = memberVisit(context, MEMBERS);
    const form = await takeForm(context, ground);
    const done = await revokeToken(visit.coPilot, visit.actor, form.get('token') ?? '');
    if (done.kind === 'ok') return context.redirect(deskPath(TOKENS_PATH), 303);
    const problem = done.problem.message;
    return answerDeskForm(context, ground, await tokensPage(visit, { problem }), true);
  });
};

const MEMBERS = 'Only people of the workspace have tokens. Sign in first.';

function wishOf(form: URLSearchParams): TokenWish {
  const asked = form.getAll('scope');
  const once = onceIn(form);
  return {
    kind: form.get('kind') === 'service' ? 'service' : 'person',
    name: form.get('name') ?? '',
    scopes: TOKEN_SCOPES.filter((scope) => asked.includes(scope)),
    days: Number(form.get('days') ?? Number.NaN),
    ...(once === undefined ? {} : { once }),
  };
}
