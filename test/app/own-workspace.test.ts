import { App, webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPrometheusTelemetry } from '#adapters/prometheus/telemetry.ts';
import { createIdentity } from '#adapters/slack/identity.ts';
import { layerInbound } from '#app/layers.ts';
import { withOwnWorkspace } from '#app/own-workspace.ts';
import { type Slack, startSlack } from '#sandbox/stand-ins/slack/start-slack.ts';
import { createVirtualClock } from '#sandbox/virtual-clock.ts';
import { HOUR } from '#shared/clock.ts';
import { silentLogger } from '#shared/logger.ts';

const TOKEN = 'xoxb-own-workspace';
const clock = createVirtualClock(Date.UTC(2026, 8, 7, 9));
let slack: Slack;
beforeEach(async () => {
  slack = await startSlack({
    now: clock.now,
    signingSecret: 's',
    botToken: TOKEN,
    workspace: { users: [{ name: 'mia' }], channels: [{ name: 'growth' }] },
  });
});
afterEach(() => slack.close());

/** A Bolt app with the layer alone; what it answers, counts and logs. */
function appOn(patience?: number) {
  const client = new webApi.WebClient(TOKEN, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
  const telemetry = createPrometheusTelemetry(async () => ({ oldestSeconds: 0, givenUp: 0 }));
  const warnings: unknown[] = [];
  const log = {
    ...silentLogger,
    warn: (message: string, fields = {}) => void warnings.push({ message, ...fields }),
  };
  const app = new App({
    authorize: async () => ({ botToken: TOKEN, botId: 'B1', botUserId: 'U0' }),
    signingSecret: 's',
  });
  const needs = { identity: createIdentity(client), telemetry, clock, log };
  layerInbound(app, [withOwnWorkspace(patience === undefined ? needs : { ...needs, patience })]);
  app.command('/experiment', ({ ack }) => ack('served'));
  const typed = async (team: string) => {
    const answers: unknown[] = [];
    const body = {
      ...{ command: '/experiment', text: 'list', user_id: 'U1', channel_id: 'C1', team_id: team },
      response_url: 'https://hooks.slack.com/commands/x',
    };
    await app.processEvent({ body, ack: async (answer) => void answers.push(answer) });
    return JSON.stringify(answers);
  };
  const counted = async (outcome: string) => {
    const { body } = await telemetry.render();
    const line = new RegExp(`copilot_inbound_deliveries_total\\{outcome="${outcome}"\\} (\\d+)`).exec(body);
    return Number(line?.[1] ?? 0);
  };
  return { typed, counted, warnings };
}

describe('deliveries of another workspace', () => {
  it('are refused and counted, with one line of the log an hour that says how many there were', async () => {
    const { typed, counted, warnings } = appOn();
    for (let time = 0; time < 5; time += 1)
      expect(await typed('T0000000999')).toContain('another Slack workspace');
    expect(await counted('foreign')).toBe(5);
    expect(warnings).toMatchObject([{ count: 1 }]);
    clock.advance(HOUR);
    await typed('T0000000998');
    expect(warnings).toMatchObject([{ count: 1 }, { count: 5 }]);
    expect(await typed('T0000000001')).toContain('served');
  });
});

describe('as long as Slack does not say which workspace is ours', () => {
  it('nothing is served, and from its next answer on it is', async () => {
    const { typed, counted } = appOn();
    slack.fail({ method: 'auth.test', kind: { error: 'internal_error' } });
    expect(await typed('T0000000001')).toContain('does not tell me yet');
    expect(await counted('unknown')).toBe(1);
    expect(await typed('T0000000001')).toContain('served');
  });

  it('a delivery does not wait for an answer that does not come', async () => {
    const { typed } = appOn(1);
    slack.fail({ method: 'auth.test', kind: 'timeout' });
    expect(await typed('T0000000001')).toContain('does not tell me yet');
  });

  it('one question is asked for all that arrive', async () => {
    const { typed } = appOn();
    await Promise.all([typed('T0000000001'), typed('T0000000001'), typed('T0000000002')]);
    expect(slack.requests('auth.test')).toHaveLength(1);
  });
});
