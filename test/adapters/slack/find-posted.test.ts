import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChat } from '#adapters/slack/chat.ts';
import { noPace } from '#adapters/slack/pace.ts';
import { message } from '#block-kit/message.ts';
import { type Slack, startSlack } from '#sandbox/stand-ins/slack/start-slack.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { AppError } from '#shared/errors.ts';
import { silentLogger } from '#shared/logger.ts';
import { botToken, clientOf, signingSecret, workspace } from '#test/sandbox/stand-ins/slack/bolt-app.ts';

const START = Date.UTC(2026, 8, 1, 9);
const card = message({ text: 'Card', blocks: [] });

/** The true time, which Slack has. */
let now = START;
let slack: Slack;

beforeEach(async () => {
  now = START;
  slack = await startSlack({ now: () => now, signingSecret, botToken, workspace });
});

afterEach(() => slack.close());

/** Chat of a process whose clock is so far ahead of Slack's (behind, if negative), in milliseconds. */
function chatAhead(skew: number) {
  return createSlackChat({
    client: clientOf(slack, botToken),
    send: fetch,
    settle: async () => {},
    userOf: async () => null,
    log: silentLogger,
    pace: noPace,
    clock: { now: () => now + skew },
  });
}

function posted(key: string, mayExist: boolean, since: number) {
  return [{ channel: slack.channelId('growth'), threadTs: null }, card, { key, mayExist, since }] as const;
}

/** Posts a card whose answer is lost, by a process with this clock, and looks for it later by another one. */
async function postAgain(skew: { readonly first: number; readonly second: number }, later: number) {
  const since = now + skew.first;
  slack.fail({ method: 'chat.postMessage', kind: 'done-but-no-answer' });
  await expect(chatAhead(skew.first).post(...posted('gate:1:0', false, since))).rejects.toThrow(AppError);
  now += later;
  await chatAhead(skew.second).post(...posted('gate:1:0', true, since));
  return slack.messages('growth').length;
}

describe('a card whose answer was lost is found', () => {
  it.each([
    ['two seconds ahead', 2_000],
    ['an hour ahead', HOUR],
    ['a year ahead', 365 * DAY],
    ['a year behind', -365 * DAY],
  ])('by a process whose clock is %s', async (_, skew) => {
    expect(await postAgain({ first: skew, second: skew }, 5_000)).toBe(1);
  });

  it.each([
    ['two seconds', 2_000, 5_000],
    ['an hour', HOUR, 2 * HOUR],
    ['a year', 365 * DAY, MINUTE],
  ])('by a process whose clock is right, if that of the first was %s ahead', async (_, skew, later) => {
    expect(await postAgain({ first: skew, second: 0 }, later)).toBe(1);
  });
});

it('pages back no further than a day before the commit that asks for the card', async () => {
  for (let day = 0; day < 500; day += 1) {
    await chatAhead(0).post(...posted(`old:${day}:0`, false, now));
    now += HOUR;
  }
  await chatAhead(0).post(...posted('gate:1:0', true, now - MINUTE));
  expect(slack.requests('conversations.history')).toHaveLength(1);
});
