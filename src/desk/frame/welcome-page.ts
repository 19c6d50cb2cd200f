import { html } from '#desk/html/html.ts';
import type { DeskRoute } from '#desk/page.ts';

/** The first page as long as no other stands there. */
export const WELCOME: DeskRoute = {
  path: '/',
  show: async ({ name }) => ({
    title: 'Experiments',
    place: 'experiments',
    body: html`<h1>Experiments</h1><p>Hello ${name}. Type <code>/experiment</code> in Slack to see the experiments.</p>`,
  }),
};
