import { describe, expect, it } from 'vitest';
import { listDeliveries, replayDelivery } from '#features/webhooks/deliveries.ts';
import { makeWebhook } from '#features/webhooks/make-webhook.ts';
import { SANDBOX_CHANNEL } from '#sandbox/run-sandbox.ts';
import { HOUR, MINUTE } from '#shared/clock.ts';
import { MAIL } from '#test/support/journey.ts';
import { useSettingsFile } from '#test/support/settings-file.ts';
import { ALL_KINDS, type WebhookBench, withWebhook } from '#test/support/webhook-bench.ts';

const settings = useSettingsFile();

/** The channel becomes private, with or without Ada in it. */
async function closed({ journey }: WebhookBench, isIn: boolean): Promise<void> {
  const { slack } = journey.running.sandbox;
  const state = slack.snapshot();
  const channel = Object.values(state.channels).find(({ name }) => name === SANDBOX_CHANNEL);
  if (channel === undefined) throw new Error('the channel is not there');
  const others = channel.members.filter((member) => member !== slack.userId('ada'));
  const members = isIn ? [...others, slack.userId('ada')] : others;
  state.channels[channel.id] = { ...channel, isPrivate: true, members };
  slack.restore(state);
  await journey.running.advance(HOUR);
}

describe('a webhook of a private channel', () => {
  it('tells what its admin may see at the moment of sending, and nothing else', () =>
    withWebhook(
      async (bench) => {
        const { journey, receiver, id } = bench;
        const { coPilot } = journey.running.bot;
        const { slack, clock } = journey.running.sandbox;
        await closed(bench, false);
        // An admin sees every channel.
        await journey.propose('mia');
        await bench.told();
        expect(receiver.got).toHaveLength(1);
        await settings.replace('admins: [U0000000ADA]', 'admins: [U0000000MIA]');
        await journey.running.advance(2 * MINUTE, { step: MINUTE });
        await journey.propose('mia', MAIL.idea, MAIL.form);
        await bench.told();
        expect(receiver.got).toHaveLength(1);
        const [withheld] = await listDeliveries({ store: coPilot.store, clock }, id);
        expect(withheld).toMatchObject({ state: 'withheld', attempts: 1, status: null });
        await closed(bench, true);
        const mia = await coPilot.people.actorOf(slack.userId('mia'));
        await replayDelivery(coPilot, mia, { webhook: id, id: withheld?.id ?? '' });
        await journey.running.settle();
        expect(receiver.got).toHaveLength(2);
      },
      {},
      { settingsFile: settings.path },
    ));

  it('names channels that its admin may see, and is told of no other', () =>
    withWebhook(
      async (bench) => {
        const { journey, receiver } = bench;
        const { coPilot } = journey.running.bot;
        const ada = await coPilot.people.actorOf(journey.running.sandbox.slack.userId('ada'));
        const wish = { name: 'x', address: receiver.address, kinds: ALL_KINDS };
        for (const channels of [['C0NOTTHERE'], ['growth'], ['<!here>'], Array(51).fill('C000000GROW')])
          expect(await makeWebhook(coPilot, ada, { ...wish, channels })).toMatchObject({ kind: 'refused' });
        await journey.propose('mia');
        expect(await bench.told()).toEqual(['experiment.approval_waits']);
      },
      { channels: ['C000000GROW'] },
      { refusals: ['channel_not_found'] },
    ));

  it('is made by admins alone, with an address that may be asked', () =>
    withWebhook(async ({ journey, receiver }) => {
      const { coPilot } = journey.running.bot;
      const { slack } = journey.running.sandbox;
      const wish = { name: 'x', address: receiver.address, kinds: ALL_KINDS, channels: null };
      const mia = await coPilot.people.actorOf(slack.userId('mia'));
      expect(await makeWebhook(coPilot, mia, wish)).toMatchObject({ problem: { code: 'not-allowed' } });
      const ada = await coPilot.people.actorOf(slack.userId('ada'));
      for (const address of ['http://example.com', 'https://10.0.0.1', 'x', `https://a.b/${'x'.repeat(600)}`])
        expect(await makeWebhook(coPilot, ada, { ...wish, address })).toMatchObject({ kind: 'refused' });
      for (const name of ['', ' ', 'x'.repeat(81)])
        expect(await makeWebhook(coPilot, ada, { ...wish, name })).toMatchObject({ kind: 'refused' });
      expect(await makeWebhook(coPilot, ada, { ...wish, kinds: [] })).toMatchObject({ kind: 'refused' });
      const { webhooks: _, ...without } = coPilot;
      expect(await makeWebhook(without, ada, wish)).toMatchObject({ kind: 'refused' });
    }));
});
