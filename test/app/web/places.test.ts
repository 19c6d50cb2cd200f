import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ListeningBot, startListening } from '#test/app/listening-bot.ts';
import { deskBrowser } from '#test/support/desk-browser.ts';

let bot: ListeningBot;
beforeAll(async () => {
  bot = await startListening();
});
afterAll(() => bot.close());

it.each(['/desk', '/desk/calendar', '/desk/impact', '/desk/settings', '/desk/tokens'])(
  'marks the place of a page: %s',
  async (path) => {
    const { text } = await deskBrowser(bot.port, `http://127.0.0.1:${bot.port}`).open(path);
    const marked = [...text.matchAll(/<a href="([^"]+)" aria-current="page">/g)].map(([, to]) => to);
    expect(marked[0]).toBe(path);
  },
);
