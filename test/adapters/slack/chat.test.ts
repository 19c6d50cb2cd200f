import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChat } from '#adapters/slack/chat.ts';
import { noPace } from '#adapters/slack/pace.ts';
import { message } from '#block-kit/message.ts';
import { type Slack, startSlack } from '#sandbox/stand-ins/slack/start-slack.ts';
import { systemClock } from '#shared/clock.ts';
import { AppError } from '#shared/errors.ts';
import { silentLogger } from '#shared/logger.ts';
import { botToken, clientOf, signingSecret, workspace } from '#test/sandbox/stand-ins/slack/bolt-app.ts';

const NOW = Date.UTC(2026, 8, 1, 9);
const hello = message({ text: 'Hello', blocks: [] });
const first = { key: 'gate:1:0', mayExist: false, since: NOW };
const again = { ...first, mayExist: true };

let slack: Slack;

function chatOf() {
  const people: Readonly<Record<string, string>> = { p_ada: slack.userId('ada') };
  return createSlackChat({
    client: clientOf(slack, botToken),
    send: fetch,
    settle: async () => {},
    userOf: async (pseudonym) => people[pseudonym] ?? null,
    log: silentLogger,
    pace: noPace,
    clock: systemClock,
  });
}

function placeOf(name: string) {
  return { channel: slack.channelId(name), threadTs: null };
}

beforeEach(async () => {
  const open = { ...workspace, scopes: ['chat:write.public'] };
  slack = await startSlack({ now: () => NOW, signingSecret, botToken, workspace: open });
});

afterEach(() => slack.close());

describe('a public channel that the bot is not in', () => {
  it('takes a post without an invitation', async () => {
    await chatOf().post(placeOf('elsewhere'), hello, first);
    expect(slack.messages('elsewhere')).toHaveLength(1);
  });

  it('is joined to find a post whose answer was lost, which is then not posted again', async () => {
    slack.fail({ method: 'chat.postMessage', kind: 'done-but-no-answer' });
    await expect(chatOf().post(placeOf('elsewhere'), hello, first)).rejects.toThrow(AppError);
    const [there] = slack.messages('elsewhere');
    expect(await chatOf().post(placeOf('elsewhere'), hello, again)).toEqual({ ts: there?.ts });
    expect(slack.messages('elsewhere')).toHaveLength(1);
  });
});

it('a private channel without the bot is refused for good, in words that say what to do', async () => {
  await expect(chatOf().post(placeOf('secret'), hello, first)).rejects.toMatchObject({
    code: 'slack.channel_not_found',
    retryable: false,
    message: expect.stringContaining('Invite the bot there with /invite'),
  });
  await expect(chatOf().post(placeOf('secret'), hello, again)).rejects.toMatchObject({ retryable: false });
});

describe('a direct message', () => {
  it('reaches the person behind a pseudonym', async () => {
    const told = await chatOf().tell('p_ada', hello, first);
    const direct = Object.values(slack.snapshot().channels).find(({ user }) => user === slack.userId('ada'));
    expect(slack.messages(direct?.id ?? '')).toMatchObject([{ ts: told?.ts, text: 'Hello' }]);
  });

  it('reaches no person if the key was erased', async () => {
    expect(await chatOf().tell('p_nobody', hello, first)).toBeNull();
  });
});

describe('a reply to a card that was deleted', () => {
  const reply = message({ text: 'Reply', blocks: [] });

  it('does not stay in the channel, and says that the thread is gone', async () => {
    const { ts } = await chatOf().post(placeOf('growth'), hello, first);
    slack.deleteMessage('growth', ts);
    const place = { ...placeOf('growth'), threadTs: ts };
    await expect(chatOf().post(place, reply, { ...first, key: 'gate:2:0' })).rejects.toMatchObject({
      code: 'slack.thread-gone',
      kind: 'gone',
      retryable: false,
    });
    expect(slack.messages('growth')).toEqual([]);
  });

  it('is told as gone also if Slack lets the bot delete nothing', async () => {
    const { ts } = await chatOf().post(placeOf('growth'), hello, first);
    slack.deleteMessage('growth', ts);
    slack.fail({ method: 'chat.delete', kind: { error: 'cant_delete_message' } });
    const place = { ...placeOf('growth'), threadTs: ts };
    await expect(chatOf().post(place, reply, first)).rejects.toMatchObject({ code: 'slack.thread-gone' });
    expect(slack.messages('growth')).toHaveLength(1);
  });

  it('goes into the thread if the stone of the card holds it together', async () => {
    const { ts } = await chatOf().post(placeOf('growth'), hello, first);
    const place = { ...placeOf('growth'), threadTs: ts };
    await chatOf().post(place, reply, { ...first, key: 'gate:2:0' });
    slack.deleteMessage('growth', ts);
    await chatOf().post(place, reply, { ...first, key: 'gate:3:0' });
    expect(slack.thread('growth', ts)).toHaveLength(3);
  });
});
