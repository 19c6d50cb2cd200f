import { type Html, html } from '#desk/html/html.ts';
import { deskPath } from '#desk/paths.ts';
import { minuteOf } from '#desk/said-here.ts';

/** What the sandbox shows above every page. */
export interface StageShown {
  /** The moment on the virtual clock, milliseconds since the Unix epoch. */
  readonly now: number;
  /** What people should know of the agents; null if there is nothing. */
  readonly note: string | null;
  readonly pulls: readonly { readonly number: number; readonly title: string }[];
  /** The path to come back to. */
  readonly path: string;
}

const SPANS = [
  ['hour', 'An hour'],
  ['day', 'A day'],
  ['week', 'A week'],
] as const;

/** The clock of the sandbox with buttons that let time pass, and what waits on its GitHub. */
export function stageBar({ now, note, pulls, path }: StageShown): Html {
  const to = html`<input type="hidden" name="to" value="${path}">`;
  return html`<aside class="stage" aria-label="Sandbox"><p class="stage-now"><span class="stage-what">Sandbox</span> ${minuteOf(now)}</p><form method="post" action="${deskPath('/pass')}">${to}<span id="stage-pass">Let pass, until a decision waits:</span>${SPANS.map(
    ([span, label]) =>
      html`<button class="quiet" type="submit" name="span" value="${span}" aria-describedby="stage-pass">${label}</button>`,
  )}</form>${note === null ? null : html`<p>${note}</p>`}${pulls.map(
    ({ number, title }) =>
      html`<form method="post" action="${deskPath('/merge')}">${to}<span class="stage-pull">Pull request #${number}: ${title}</span><button class="quiet" type="submit" name="number" value="${number}" aria-label="Merge pull request ${number}">Merge on GitHub</button></form>`,
  )}</aside>`;
}
