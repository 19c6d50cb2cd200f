import { expect, it } from 'vitest';
import { ownFault } from '#shared/errors.ts';
import { apiOf, askApi } from '#test/support/api-client.ts';
import { type Journey, keysOf } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

/** Fails once there is an experiment: behind the commit, and not before it. */
async function whileFailing<Part extends object>(
  { running, takeErrors }: Journey,
  part: Part,
  name: keyof Part & string,
  work: () => Promise<void>,
): Promise<void> {
  const whole = part[name] as (...given: unknown[]) => unknown;
  const failing = async (...given: unknown[]) => {
    if ((await keysOf(running)).length > 0) throw ownFault('store.busy', 'the store is away');
    return whole.apply(part, given);
  };
  Object.assign(part, { [name]: failing });
  await work().finally(() => Object.assign(part, { [name]: whole }));
  expect(takeErrors()).toMatchObject([{ fields: { code: 'store.busy', path: 'createExperiment' } }]);
}

it.each(['keepAnswer', 'userOf'] as const)(
  'comes by what was begun, at once, if %s fails after the commit',
  (name) =>
    withJourney(async (journey) => {
      const { api, ask, tokenOf } = apiOf(journey);
      const { store, people } = journey.running.bot.coPilot;
      const token = await tokenOf('mia');
      const channel = journey.running.sandbox.slack.channelId('growth');
      const sent = {
        body: { idea: 'Show the price of shipping in the cart', channel },
        headers: { 'idempotency-key': 'k-6' },
      };
      const first = async () => {
        expect((await askApi(api, token, 'POST /experiments', sent)).status).toBe(503);
      };
      if (name === 'keepAnswer') await whileFailing(journey, store, name, first);
      else await whileFailing(journey, people, name, first);
      await journey.running.settle();
      const [key] = await keysOf(journey.running);
      const again = await ask(token, 'POST /experiments', sent);
      expect([again.status, again.json.key]).toEqual([201, key]);
      expect(again.headers).not.toHaveProperty('idempotency-replayed');
      const third = await ask(token, 'POST /experiments', sent);
      expect(third.headers).toMatchObject({ 'idempotency-replayed': 'true' });
      expect(await keysOf(journey.running)).toHaveLength(1);
    }),
);

it('is no second one either if a later try is refused before it comes by it', () =>
  withJourney(async (journey) => {
    const { api, ask, tokenOf } = apiOf(journey);
    const { store, chat } = journey.running.bot.coPilot;
    const token = await tokenOf('mia');
    const channel = journey.running.sandbox.slack.channelId('growth');
    const sent = {
      body: {
        idea: 'Show the price of shipping in the cart',
        channel,
        owner: journey.running.sandbox.slack.userId('sam'),
      },
      headers: { 'idempotency-key': 'k-7' },
    };
    await whileFailing(journey, store, 'keepAnswer', async () => {
      expect((await askApi(api, token, 'POST /experiments', sent)).status).toBe(503);
    });
    await journey.running.settle();
    const isForeign = chat.isForeign;
    Object.assign(chat, { isForeign: async () => true });
    const refused = await askApi(api, token, 'POST /experiments', sent);
    Object.assign(chat, { isForeign });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    const again = await ask(token, 'POST /experiments', sent);
    expect([again.status, again.json.key]).toEqual([201, (await keysOf(journey.running))[0]]);
    expect(await keysOf(journey.running)).toHaveLength(1);
  }));
