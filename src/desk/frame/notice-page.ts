import { html } from '#desk/html/html.ts';
import type { Page } from '#desk/page.ts';
import { DESK } from '#desk/paths.ts';

/** What a page without content says: what happened, what it means, what to do. */
export interface Notice {
  readonly status: number;
  readonly title: string;
  readonly sentences: readonly string[];
  /** Where to go on; the first page of the desk if left out. */
  readonly next?: { readonly label: string; readonly href: string } | null;
}

const HOME = { label: 'Go to the experiments', href: DESK };

/** A page that says why there is no other. */
export function noticePage({ status, title, sentences, next = HOME }: Notice): Page {
  return {
    status,
    title,
    body: html`<div class="notice"><h1>${title}</h1>${sentences.map((sentence) => html`<p>${sentence}</p>`)}${
      next === null ? null : html`<p><a class="button" href="${next.href}">${next.label}</a></p>`
    }</div>`,
  };
}

/** There is nothing at this address, or nothing for this person: the two are not told apart. */
export const NOT_FOUND: Notice = {
  status: 404,
  title: 'There is no such page',
  sentences: [
    'Nothing is at this address, or you may not see it. An experiment in a private channel shows to the members of that channel and to admins.',
    'Look at the address, or ask a person of the channel to add you.',
  ],
};

export const UNAVAILABLE: Notice = {
  status: 503,
  title: 'The desk cannot answer now',
  sentences: [
    'A service that the desk needs did not answer. Nothing was changed.',
    'Load the page again in a minute. If it goes on, ask an operator to look at /health.',
  ],
  next: null,
};

export const BROKEN: Notice = {
  status: 500,
  title: 'Something is wrong with the desk',
  sentences: [
    'The desk came upon a fault of its own. It is in the log. What you sent may not have been done.',
    'Look in the thread in Slack whether it was done, and load the page again.',
  ],
};
