import { type ListeningBot, startListening } from '#test/app/listening-bot.ts';
import { type DeskBrowser, deskBrowser, type Seen } from './desk-browser.ts';

/** The address of the desk, as browsers know it. */
export const DESK_ORIGIN = 'https://desk.test';

/** A bot of a workspace whose desk people sign in to with Slack. */
export interface DeskBot extends ListeningBot {
  readonly browser: () => DeskBrowser;
  /** Goes to Slack and back as a person, and answers what the desk says then. */
  readonly signIn: (browser: DeskBrowser, user: string, to?: string) => Promise<Seen>;
}

/** Starts the stand-ins and the bot of a workspace. */
export async function startDesk(): Promise<DeskBot> {
  const running = await startListening(
    (store) => store,
    ({ config, slack }) => ({
      ...config,
      desk: {
        ...{ kind: 'slack', origin: DESK_ORIGIN, issuer: slack.url },
        ...{ clientId: '1.2', clientSecret: 'sandbox-client-secret' },
      },
    }),
  );
  return {
    ...running,
    browser: () => deskBrowser(running.port, DESK_ORIGIN),
    signIn: async (browser, user, to = '/desk') => {
      const begun = await browser.open(`/desk/sign-in?to=${encodeURIComponent(to)}`);
      const back = running.sandbox.slack.signIn(String(begun.headers['location']), { user });
      return browser.open(back.slice(DESK_ORIGIN.length), { headers: { 'sec-fetch-site': 'cross-site' } });
    },
  };
}
