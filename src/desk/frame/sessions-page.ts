import { dataTable } from '#desk/html/data-table.ts';
import { html } from '#desk/html/html.ts';
import type { DeskRoute } from '#desk/page.ts';
import { deskPath } from '#desk/paths.ts';
import { minuteOf } from '#desk/said-here.ts';
import type { Session } from '#ports/session-store.ts';

/** The browsers in which a person is signed in, below the root of the desk. */
export const SESSIONS_PATH = '/sessions';

/** The sessions of a person, and the way to end them all. Nothing is known of a browser but when it was used. */
export const sessionsRoute: DeskRoute = {
  path: SESSIONS_PATH,
  show: async ({ coPilot, user }) => {
    const sessions = await coPilot.store.sessionsOf(user);
    const columns = [
      { name: 'Signed in', cell: ({ createdAt }: Session) => minuteOf(createdAt) },
      { name: 'Last used', cell: ({ seenAt }: Session) => minuteOf(seenAt) },
    ];
    return {
      title: 'Signed in',
      body: html`<h1>Signed in</h1>
<p>These are the browsers in which you are signed in to the desk. A session ends after eight hours without use, and after seven days. The last use is noted every five minutes.</p>
${dataTable('Your sessions, the newest first', columns, sessions)}
<form method="post" action="${deskPath('/sign-out')}?everywhere"><button class="danger" type="submit">Sign out everywhere</button></form>
<p class="muted small">If you did not begin one of these, sign out everywhere, and look in Slack who is signed in to your account.</p>`,
    };
  },
};
