import { App } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { type InboundLayer, layered, layeredPerformers, layerInbound } from '#app/layers.ts';
import type { Performance, Performer, Performers } from '#journal/perform.ts';

describe('layers', () => {
  it('are around a part in the order of the list, the first outermost', () => {
    const around = (name: string) => (next: () => string) => () => `${name}(${next()})`;
    expect(layered(() => 'work', [around('a'), around('b')])()).toBe('a(b(work))');
  });

  it('are around every performer, and each knows its kind', async () => {
    const done: string[] = [];
    const named =
      (name: string) =>
      <Kind extends Performance['effect']['kind']>(kind: Kind, next: Performer<Kind>): Performer<Kind> =>
      async (performance) => {
        done.push(`${name} ${kind}`);
        await next(performance);
      };
    const kinds = [
      'post',
      'card',
      'stamp',
      'design',
      'implement',
      'clean-up',
      'record',
      'handoff',
      'flag',
      'redeliver',
    ] as const;
    const work = (kind: string) => async () => void done.push(`work ${kind}`);
    const performers = Object.fromEntries(kinds.map((kind) => [kind, work(kind)])) as unknown as Performers;
    const all = layeredPerformers(performers, [named('a'), named('b')]);
    for (const kind of kinds) {
      await (all[kind] as Performer)({} as Performance);
      expect(done.splice(0)).toEqual([`a ${kind}`, `b ${kind}`, `work ${kind}`]);
    }
  });

  it('are around a delivery of Slack: first all that stand around Bolt, then those around the listeners', async () => {
    const order: string[] = [];
    const layer = (name: string): InboundLayer => ({
      around: (next) => async (event) => {
        order.push(`around ${name}`);
        await next(event);
      },
      middleware: async ({ next }) => {
        order.push(`listeners ${name}`);
        await next();
      },
    });
    const authorize = async () => ({ botToken: 'xoxb-test', botId: 'B1', botUserId: 'U0' });
    const app = new App({ authorize, signingSecret: 'x' });
    layerInbound(app, [layer('a'), layer('b')]);
    app.command('/experiment', async ({ ack }) => {
      order.push('listener');
      await ack();
    });
    const body = {
      command: '/experiment',
      user_id: 'U1',
      team_id: 'T1',
      response_url: 'https://x.slack.com',
    };
    await app.processEvent({ body, ack: async () => {} });
    expect(order).toEqual(['around a', 'around b', 'listeners a', 'listeners b', 'listener']);
  });
});
