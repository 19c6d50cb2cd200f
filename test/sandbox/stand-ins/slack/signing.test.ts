import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Setting, startSetting } from './bolt-app.ts';

let setting: Setting;
let heard: string[];

beforeEach(async () => {
  heard = [];
  setting = await startSetting((app) => {
    app.command('/experiment', async ({ ack, command }) => {
      heard.push(command.text);
      await ack(`You said ${command.text}`);
    });
    app.event('app_mention', async ({ body, context }) => {
      heard.push(`${body.event_id} ${context.retryNum ?? 'first'} ${context.retryReason ?? ''}`.trim());
    });
  });
});

afterEach(() => setting.close());

describe('signed requests to a real Bolt app', () => {
  const where = { channel: 'growth' };

  it('are taken with the right signature, and the answer is shown to the person alone', async () => {
    const sent = await setting.slack.as('ada').command('/experiment', 'hello', where);
    expect(sent).toMatchObject({ status: 200, problem: null, body: 'You said hello' });
    expect(setting.slack.ephemerals('ada').map((one) => one.text)).toEqual(['You said hello']);
    expect(setting.slack.messages('growth')).toEqual([]);
  });

  it.each([
    ['wrong', { signature: 'wrong' }],
    ['missing', { signature: 'missing' }],
    ['six minutes old', { ageSeconds: 360 }],
  ] as const)('are refused with 401 if the signature is %s', async (_, options) => {
    const sent = await setting.slack.as('ada').command('/experiment', 'hello', where, options);
    expect(sent).toMatchObject({ status: 401, problem: 'dispatch_failed' });
    expect(heard).toEqual([]);
  });

  it('are still taken four minutes late', async () => {
    const sent = await setting.slack.as('ada').command('/experiment', 'late', where, { ageSeconds: 240 });
    expect(sent.status).toBe(200);
    expect(heard).toEqual(['late']);
  });

  it('reach the bot twice with the same event id when Slack delivers twice', async () => {
    const sent = await setting.slack.as('ada').mention('twice', where, { copies: 2 });
    expect([sent.status, ...sent.others.map((one) => one.status)]).toEqual([200, 200]);
    await expect.poll(() => heard.length).toBe(2);
    expect(new Set(heard).size).toBe(1);
  });

  it('say that they are a retry, and why', async () => {
    const retry = { num: 1, reason: 'http_timeout' };
    await setting.slack.as('ada').mention('again', where, { retry });
    await expect.poll(() => heard[0]).toMatch(/^Ev\d+ 1 http_timeout$/u);
  });

  it('end without an answer if no process listens', async () => {
    setting.slack.connectBot('http://127.0.0.1:9/slack/events');
    const sent = await setting.slack.as('ada').command('/experiment', 'hello', where);
    expect(sent).toMatchObject({ status: 0, failure: 'connection_failed', problem: 'dispatch_failed' });
  });
});
