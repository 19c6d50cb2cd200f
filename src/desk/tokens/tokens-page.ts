import { dataTable } from '#desk/html/data-table.ts';
import { type FormNews, formNews } from '#desk/html/form-news.ts';
import { type Html, html } from '#desk/html/html.ts';
import { displayNames, type NameOf } from '#desk/names.ts';
import { onceField } from '#desk/once-field.ts';
import type { DeskRoute, Page, Visit } from '#desk/page.ts';
import { deskPath } from '#desk/paths.ts';
import { LONGEST_NAME, MOST_DAYS } from '#domain/tokens/decide-tokens.ts';
import type { Scope } from '#domain/tokens/token.ts';
import { utcMoment } from '#features/moment.ts';
import { type ListedToken, listTokens } from '#features/tokens/known-tokens.ts';

/** Below the root of the desk: the page, and the address of its second form. */
export const TOKENS_PATH = '/tokens';
export const REVOKE_PATH = '/tokens/revoke';

/** What the page says above its list, after a form was sent. */
export interface TokensNews extends Pick<FormNews, 'problem'> {
  /** The text of a token that was just made: it is shown once. */
  readonly made?: string;
}

const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  read: 'Read experiments, looks and records',
  propose: 'Propose experiments and import ideas',
  act: 'Approve, launch, pause, decide and cancel, as you',
  webhooks: 'Make and change webhooks, which takes an admin',
  observe: 'Record exposures and observations, for which admins alone make tokens',
};

/** The tokens of the API: a person's own; to admins those of all. */
export const tokensRoute: DeskRoute = {
  path: TOKENS_PATH,
  show: (visit) => tokensPage(visit),
};

/** The page; null for people of other companies, who have no tokens. */
export async function tokensPage(visit: Visit, news: TokensNews = {}): Promise<Page | null> {
  const { coPilot, actor } = visit;
  if (coPilot.sight.isExternal) return null;
  const tokens = await listTokens(coPilot, actor);
  const names = await displayNames(
    coPilot,
    tokens.map(({ person }) => person),
  );
  const isAdmin = actor.roles.includes('admin');
  return {
    ...{ title: 'API tokens', place: 'tokens' },
    body: html`<h1>API tokens</h1>
<p class="prose">A program that uses the API under <code>/api/v1</code> sends a token. It acts as the person who made it and may do no more than they may. A token of a service reads what stands in public channels, may propose and record, and never acts.</p>
${isAdmin ? html`<p><a href="${deskPath('/webhooks')}">Webhooks</a> tell programs of what happens.</p>` : null}
${newsOf(news)}
${tokens.length === 0 ? html`<p>There is no token yet.</p>` : list(tokens, names)}
<h2>Make a token</h2>
${form(isAdmin)}`,
  };
}

const MADE = 'The token is made. Copy it now: it is not shown again, and it is kept nowhere.';

function newsOf({ made, ...news }: TokensNews): Html | null {
  return formNews(
    made === undefined ? news : { ...news, secret: { words: MADE, name: 'The token', text: made } },
  );
}

function list(tokens: readonly ListedToken[], names: NameOf): Html {
  return dataTable(
    'Tokens, the newest first',
    [
      { name: 'For', cell: ({ name }) => name },
      { name: 'Id', cell: ({ id }) => html`<code>${id}</code>` },
      {
        name: 'Of',
        cell: ({ kind, person }) =>
          kind === 'service' ? `a service; ${names(person)} answers for it` : names(person),
      },
      { name: 'May', cell: ({ scopes }) => scopes.join(', ') },
      { name: 'Made', cell: ({ madeAt }) => utcMoment(madeAt) },
      { name: 'Last used', cell: ({ usedAt }) => (usedAt === null ? 'never' : utcMoment(usedAt)) },
      { name: 'State', cell: (token) => stateOf(token) },
    ],
    tokens,
  );
}

function stateOf({ id, name, isInForce, revoked, expiresAt }: ListedToken): Html {
  if (revoked !== null) return html`revoked ${utcMoment(revoked.at)}`;
  if (!isInForce) return html`expired ${utcMoment(expiresAt)}`;
  return html`holds until ${utcMoment(expiresAt)} <form method="post" action="${deskPath(REVOKE_PATH)}"><input type="hidden" name="token" value="${id}"><button class="quiet" type="submit" aria-label="Revoke the token for ${name}">Revoke</button></form>`;
}

function form(isAdmin: boolean): Html {
  const scopes = Object.entries(SCOPE_WORDS).map(
    ([scope, words]) =>
      html`<p><label><input type="checkbox" name="scope" value="${scope}"${scope === 'read' ? html` checked` : null}> ${words}</label></p>`,
  );
  const kinds = html`<p><label for="kind">It is a token of</label> <select id="kind" name="kind"><option value="person">me</option><option value="service">a service, which never acts</option></select></p>`;
  return html`<form class="panel" method="post" action="${deskPath(TOKENS_PATH)}">${onceField()}
<p><label for="name">What it is for</label> <input id="name" name="name" required maxlength="${LONGEST_NAME}" autocomplete="off"></p>
${isAdmin ? kinds : html`<input type="hidden" name="kind" value="person">`}
<fieldset><legend>It may</legend>${scopes}</fieldset>
<p><label for="days">Days until it expires</label> <input id="days" name="days" type="number" min="1" max="${MOST_DAYS}" value="90" required></p>
<p><button class="primary" type="submit">Make the token</button></p>
</form>`;
}
