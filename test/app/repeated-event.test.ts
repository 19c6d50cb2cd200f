import { App } from '@slack/bolt';
import { expect, it } from 'vitest';
import { createPrometheusTelemetry } from '#adapters/prometheus/telemetry.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { layerInbound } from '#app/layers.ts';
import { withOnceOnly } from '#app/once-only.ts';
import { systemClock } from '#shared/clock.ts';

it('an event that comes again while the first is still at work is taken, and dealt with once', async () => {
  const store = await openSqliteStore(':memory:');
  const telemetry = createPrometheusTelemetry(async () => ({ oldestSeconds: 0, givenUp: 0 }));
  const app = new App({
    authorize: async () => ({ botToken: 'xoxb-1', botUserId: 'U0' }),
    signingSecret: 's',
  });
  layerInbound(app, [withOnceOnly({ store, clock: systemClock, telemetry })]);
  const { promise: end, resolve } = Promise.withResolvers<void>();
  let heard = 0;
  app.event('app_mention', async () => {
    heard += 1;
    await end;
  });
  const event = { type: 'app_mention', user: 'U1', channel: 'C1', ts: '1.0', event_ts: '1.0', text: 'hi' };
  const body = { type: 'event_callback', event_id: 'Ev1', team_id: 'T1', event };
  const answers: unknown[] = [];
  const send = () => app.processEvent({ body, ack: async (answer) => void answers.push(answer) });
  const first = send();
  await expect.poll(() => heard).toBe(1);
  await send();
  resolve();
  await first;
  expect([heard, answers.length]).toEqual([1, 2]);
  await store.close();
});
