import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Store } from '#ports/store.ts';
import { type ListeningBot, startListening } from '#test/app/listening-bot.ts';
import { type DeskBrowser, deskBrowser } from '#test/support/desk-browser.ts';
import { readEvents } from '#test/support/event-reader.ts';
import { PATIENT } from '#test/support/patience.ts';

let bot: ListeningBot | null = null;
afterEach(async () => {
  await bot?.close();
  bot = null;
});

/** A store whose answers to one kind of question are kept back while the test wants it. */
function heldStore(method: keyof Store) {
  let gate: Promise<void> = Promise.resolve();
  let open = () => {};
  const asked = new Map<string | symbol, number>();
  const between = (store: Store): Store =>
    new Proxy(store, {
      get: (target, name) => {
        const found: unknown = Reflect.get(target, name);
        if (typeof found !== 'function') return found;
        return async (...given: unknown[]) => {
          const answer: unknown = await Reflect.apply(found, target, given);
          asked.set(name, (asked.get(name) ?? 0) + 1);
          if (name === method) await gate;
          return answer;
        };
      },
    });
  const more = (name: keyof Store, count: number) => {
    const from = asked.get(name) ?? 0;
    return vi.waitUntil(() => (asked.get(name) ?? 0) >= from + count, PATIENT);
  };
  const hold = () => {
    const made = Promise.withResolvers<void>();
    [gate, open] = [made.promise, made.resolve];
  };
  return { between, more, hold, free: () => open() };
}

async function startBehind({ between }: Pick<ReturnType<typeof heldStore>, 'between'>) {
  bot = await startListening(between);
  const browser = deskBrowser(bot.port, `http://127.0.0.1:${bot.port}`);
  await browser.open('/desk');
  return { ...bot, browser };
}

function follow(port: number, { cookies }: DeskBrowser, last?: number) {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const more: Record<string, string> = last === undefined ? {} : { 'last-event-id': String(last) };
  return readEvents(port, '/desk/events?since=0', { host: `127.0.0.1:${port}`, cookie, ...more });
}

describe('answers that are slow', () => {
  it('name the moment at which the page was asked for: what changes while it is read is told', async () => {
    const store = heldStore('summaryPage');
    const { browser } = await startBehind(store);
    store.hold();
    const isRead = store.more('summaryPage', 1);
    const page = browser.open('/desk');
    await isRead;
    const read = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 50));
    store.free();
    const [, since] = /since=(\d+)/.exec((await page).text) ?? [];
    expect(Number(since)).toBeLessThanOrEqual(read);
  });

  it('miss no change that comes while it is found out what was missed', async () => {
    const store = heldStore('commits');
    const { browser, port, propose, store: behind } = await startBehind(store);
    const { key } = await propose();
    const line = (await behind.summaries({ limit: 5 })).find((one) => one.key === key);
    if (line === undefined) throw new Error('the experiment is not in the list');
    const first = await follow(port, browser);
    await first.heard(1);
    // What lies near the beginning of the watch is told in any case.
    await store.more('summaryVersions', 4);
    const last = Date.now();
    // A line of an experiment that does not exist for the person: no journal is theirs.
    await behind.putSummary({ ...line, key: 'hidden' });
    await store.more('summaryVersions', 2);
    store.hold();
    const isAsked = store.more('commits', 1);
    const coming = follow(port, browser, last);
    await isAsked;
    await behind.putSummary({ ...line, version: line.version + 1 });
    await store.more('summaryVersions', 2);
    store.free();
    const again = await coming;
    await again.heard(1);
    again.close();
    first.close();
  });
});
