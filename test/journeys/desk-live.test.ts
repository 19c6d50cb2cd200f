import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DESK_ORIGIN, type DeskBot, startDesk } from '#test/support/desk-bot.ts';
import type { DeskBrowser } from '#test/support/desk-browser.ts';
import { type EventReader, readEvents } from '#test/support/event-reader.ts';

const [MIA, SAM, ADA] = ['U0000000MIA', 'U0000000SAM', 'U0000000ADA'];

let desk: DeskBot;
let readers: EventReader[] = [];
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(async () => {
  for (const reader of readers) reader.close();
  readers = [];
  await desk.close();
});

async function signedIn(user: string): Promise<DeskBrowser> {
  const browser = desk.browser();
  await desk.signIn(browser, user);
  return browser;
}

async function follow(browser: DeskBrowser, path: string, last?: number): Promise<EventReader> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const reader = await readEvents(desk.port, path, {
    ...{ host: new URL(DESK_ORIGIN).host, cookie, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' },
    ...(last === undefined ? {} : { 'last-event-id': String(last) }),
  });
  readers.push(reader);
  return reader;
}

/** The address of the events of a page, as the page itself names it. */
async function eventsOf(browser: DeskBrowser, path: string): Promise<string> {
  const { text } = await browser.open(path);
  return (/ data-live="([^"]+)"/.exec(text)?.[1] ?? '').replaceAll('&amp;', '&');
}

const everything = '/desk/events?since=0';

describe('the events of the desk', () => {
  it('say once that a page may be old, and then at each change of what it shows', async () => {
    const browser = await signedIn(MIA);
    const reader = await follow(browser, await eventsOf(browser, '/desk'));
    expect([reader.status, reader.headers['content-type']]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
    expect(reader.headers).toMatchObject({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    // The watch began with this page, so it does not know what came before.
    await reader.heard(1);
    await desk.propose();
    await reader.heard(2);
  });

  it('go on at the last that was heard: what came meanwhile is told', async () => {
    const browser = await signedIn(MIA);
    const other = await follow(browser, everything);
    const reader = await follow(browser, everything);
    await Promise.all([reader.heard(1), other.heard(1)]);
    reader.close();
    await desk.propose();
    await other.heard(2);
    const again = await follow(browser, everything, reader.ids().at(-1));
    await again.heard(1);
  });

  it('of one experiment say nothing of others', async () => {
    const browser = await signedIn(MIA);
    const first = await desk.propose();
    const one = await follow(browser, `/desk/events?of=${first.key}&since=0`);
    const all = await follow(browser, everything);
    await Promise.all([one.heard(1), all.heard(1)]);
    await desk.propose('Show the total before the address');
    await all.heard(2);
    expect(one.ids()).toHaveLength(1);
  });

  it('say nothing to a person of an experiment in a private channel that they are not in', async () => {
    const [sam, ada] = [await signedIn(SAM), await signedIn(ADA)];
    desk.sandbox.slack.makePrivate('growth');
    const state = desk.sandbox.slack.snapshot();
    for (const channel of Object.values(state.channels)) {
      if (channel.name !== 'growth') continue;
      state.channels[channel.id] = { ...channel, members: channel.members.filter((one) => one !== SAM) };
    }
    desk.sandbox.slack.restore(state);
    desk.sandbox.clock.advance(3 * 60_000);
    const [hidden, seen] = [await follow(sam, everything), await follow(ada, everything)];
    await Promise.all([hidden.heard(1), seen.heard(1)]);
    const { key } = await desk.propose();
    // An admin sees it.
    await seen.heard(2);
    expect(hidden.ids()).toHaveLength(1);
    expect((await sam.open('/desk')).text).not.toContain(key);
    expect((await sam.open(`/desk/experiments/${key}`)).status).toBe(404);
    expect((await ada.open('/desk')).text).toContain(key);
  });

  it('say nothing of many experiments of which a person may see none', async () => {
    const [sam, ada] = [await signedIn(SAM), await signedIn(ADA)];
    const { key } = await desk.propose();
    const [line] = await desk.store.summaries({ limit: 1 });
    if (line?.key !== key) throw new Error('the experiment is not in the list');
    const reader = await follow(sam, everything);
    const seen = await follow(ada, `/desk/events?of=${key}&since=0`);
    await Promise.all([reader.heard(1), seen.heard(1)]);
    // Lines of experiments that do not exist for her: no journal is theirs.
    for (let other = 0; other < 60; other += 1)
      await desk.store.putSummary({ ...line, key: `hidden-${other}` });
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(reader.ids()).toHaveLength(1);
    await desk.propose('Show the total before the address');
    await reader.heard(2);
  });

  it('are for people who are signed in, and for eight pages of each at a time', async () => {
    expect((await follow(desk.browser(), everything)).status).toBe(204);
    const browser = await signedIn(MIA);
    for (let page = 0; page < 8; page += 1) expect((await follow(browser, everything)).status).toBe(200);
    expect((await follow(browser, everything)).status).toBe(204);
    expect((await follow(await signedIn(SAM), everything)).status).toBe(200);
    const [first] = readers.filter(({ status }) => status === 200);
    first?.close();
    await expect.poll(async () => (await follow(browser, everything)).status).toBe(200);
  });

  it('end when the bot stops, which they do not hold up', async () => {
    const own = await startDesk();
    const browser = own.browser();
    await own.signIn(browser, MIA);
    const cookie = `__Host-desk=${browser.cookies.get('__Host-desk')}`;
    const reader = await readEvents(own.port, everything, { host: new URL(DESK_ORIGIN).host, cookie });
    await reader.heard(1);
    await own.close();
    await reader.ended();
  });
});
