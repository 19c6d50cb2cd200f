import { afterEach, describe, expect, it } from 'vitest';
import { hoursOf } from '#adapters/slack/hours.ts';
import { type Slack, startSlack } from '#sandbox/stand-ins/slack/start-slack.ts';
import type { SlackUser } from '#sandbox/stand-ins/slack/state.ts';
import { HOUR } from '#shared/clock.ts';
import { type LogFields, silentLogger } from '#shared/logger.ts';
import { botToken, clientOf, signingSecret, workspace } from '#test/sandbox/stand-ins/slack/bolt-app.ts';

const NOW = Date.UTC(2026, 8, 1, 9);
const SCOPES = ['users:read', 'dnd:read'];
let slack: Slack;

async function start(scopes: readonly string[], change: Partial<SlackUser> = {}) {
  slack = await startSlack({ now: () => NOW, signingSecret, botToken, workspace: { ...workspace, scopes } });
  const id = slack.userId('ada');
  slack.changeUser(id, change);
  const warnings: (LogFields | undefined)[] = [];
  const log = { ...silentLogger, warn: (_text: string, fields?: LogFields) => warnings.push(fields) };
  const ask = (user = id) => hoursOf({ client: clientOf(slack, botToken), log }, user, NOW);
  return { ask, warnings };
}

afterEach(() => slack.close());

describe('the hours of a Slack user', () => {
  it('are their time zone', async () => {
    const { ask } = await start(SCOPES, { tz: 'Asia/Tokyo' });
    expect(await ask()).toEqual({ timeZone: 'Asia/Tokyo', isQuiet: false });
  });

  it('are quiet from the begin to the end of do not disturb', async () => {
    const seconds = NOW / 1000;
    const { ask } = await start(SCOPES, { quiet: { from: seconds - 60, until: seconds + 60 } });
    expect((await ask())?.isQuiet).toBe(true);
    slack.changeUser(slack.userId('ada'), { quiet: { from: seconds + HOUR / 1000, until: seconds + 7200 } });
    expect((await ask())?.isQuiet).toBe(false);
    slack.changeUser(slack.userId('ada'), { quiet: { from: seconds - 60, until: seconds } });
    expect((await ask())?.isQuiet).toBe(false);
  });

  it('are none of a person who is deactivated, unknown or a bot', async () => {
    const { ask } = await start(SCOPES, { isDeactivated: true });
    expect(await ask()).toBeNull();
    expect(await ask('U404404404')).toBeNull();
    expect(await ask('U0000000BOT')).toBeNull();
  });

  it('are UTC and never quiet for an app that was installed without the scopes, and the log says so', async () => {
    const { ask, warnings } = await start([], { tz: 'Asia/Tokyo', quiet: { from: 0, until: NOW } });
    expect(await ask()).toEqual({ timeZone: 'UTC', isQuiet: false });
    expect(warnings).toHaveLength(2);
  });

  it('fail as every call of Slack does, and leave out who is not visible', async () => {
    const { ask } = await start(SCOPES, { tz: 'Europe/Berlin' });
    expect((await ask())?.timeZone).toBe('Europe/Berlin');
    slack.fail({ method: 'users.info', kind: { error: 'user_not_visible' }, times: 1 });
    expect(await ask()).toBeNull();
    slack.fail({ method: 'users.info', kind: { error: 'invalid_auth' }, times: 1 });
    await expect(ask()).rejects.toMatchObject({ code: 'slack.invalid_auth' });
  });
});
