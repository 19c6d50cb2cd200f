import { assetPath, ICON, SCRIPT, STYLE } from '#desk/frame/assets.ts';
import { madeFor } from '#desk/frame/made-for.ts';
import { SESSIONS_PATH } from '#desk/frame/sessions-page.ts';
import { type Html, html } from '#desk/html/html.ts';
import type { DeskPlace, Page } from '#desk/page.ts';
import { DESK, deskPath } from '#desk/paths.ts';
import { lineFrom } from '#desk/said-here.ts';
import { type StageShown, stageBar } from './stage-bar.ts';

/** A person of the sandbox whose part can be played. */
export interface Persona {
  /** The chat user. */
  readonly user: string;
  readonly name: string;
}

/** Who looks, for the head of the page. */
export interface Onlooker {
  readonly name: string;
  readonly user: string;
}

/** What the frame shows around a page. */
export interface FrameParts {
  /** Null if no person is signed in: then there is no navigation. */
  readonly onlooker: Onlooker | null;
  /** The people of the sandbox; none in a workspace. */
  readonly personas: readonly Persona[];
  /** The stage of the sandbox; null in a workspace. */
  readonly stage: StageShown | null;
  /** The address of the events of the page; null or left out if it has none. */
  readonly live?: string | null;
  /** The path to come back to after a change of the person. */
  readonly path: string;
}

const PRODUCT = 'Growth Experiment Co-Pilot';

const PLACES: readonly { readonly place: DeskPlace; readonly path: string; readonly label: string }[] = [
  { place: 'experiments', path: '/', label: 'Experiments' },
  { place: 'calendar', path: '/calendar', label: 'Calendar' },
  { place: 'impact', path: '/impact', label: 'Impact' },
  { place: 'settings', path: '/settings', label: 'Settings' },
  { place: 'tokens', path: '/tokens', label: 'API tokens' },
];

/** The whole document of a page. `routes` are the paths that are served: the navigation names no other. */
export function framed(page: Page, parts: FrameParts, routes: ReadonlySet<string>): string {
  const { text } = html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · ${PRODUCT}</title>
<link rel="stylesheet" href="${assetPath(STYLE)}">
<link rel="icon" href="${assetPath(ICON)}" type="image/svg+xml">
<script type="module" src="${assetPath(SCRIPT)}"></script>
</head>
<body${parts.onlooker === null ? null : html` data-person="${parts.onlooker.user}"`}>
<a class="skip" href="#main">Skip to the content</a>
<header class="head">
<a class="product" href="${DESK}">${PRODUCT}</a>
${parts.onlooker === null ? null : navigation(page.place, routes)}
${parts.onlooker === null ? null : person(parts.onlooker, parts)}
</header>
${parts.stage === null ? null : stageBar(parts.stage)}
<main id="main" tabindex="-1"${parts.live == null ? null : html` data-live="${parts.live}"`}>
${page.body}
</main>
<div class="news" role="status" hidden></div>
<footer class="foot"><p>${PRODUCT}. What this page says is what the thread in Slack says: both show the same record.</p></footer>
</body>
</html>
`;
  const { onlooker } = parts;
  return `<!doctype html>\n${onlooker === null ? text : madeFor(onlooker.user, text)}`;
}

function navigation(current: DeskPlace | undefined, routes: ReadonlySet<string>): Html {
  const shown = PLACES.filter(({ path }) => routes.has(path));
  return html`<nav class="places" aria-label="Desk"><ul>${shown.map(
    ({ place, path, label }) =>
      html`<li><a href="${deskPath(path)}"${place === current ? html` aria-current="page"` : null}>${label}</a></li>`,
  )}</ul></nav><a class="button primary new" href="${deskPath('/new')}">New experiment</a>`;
}

function person({ name, user }: Onlooker, { personas, path }: FrameParts): Html {
  if (personas.length === 0)
    return html`<form class="person" method="post" action="${deskPath('/sign-out')}"><a class="who" href="${deskPath(SESSIONS_PATH)}" title="Your sessions">${lineFrom(name, 40)}</a><button class="quiet" type="submit">Sign out</button></form>`;
  return html`<form class="person" method="post" action="${deskPath('/be')}"><input type="hidden" name="to" value="${path}"><span class="who" id="be">You are</span>${personas.map(
    (one) =>
      html`<button class="quiet" type="submit" name="user" value="${one.user}" aria-describedby="be"${one.user === user ? html` aria-pressed="true"` : html` aria-pressed="false"`}>${one.name}</button>`,
  )}</form>`;
}
