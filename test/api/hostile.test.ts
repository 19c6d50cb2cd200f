import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeToken } from '#features/tokens/make-token.ts';
import { hostileText } from '#test/features/hostile.ts';
import { apiOf } from '#test/support/api-client.ts';
import { withJourney } from '#test/support/journey-checks.ts';

it('takes hostile words in every field as words, or refuses them in order, and stays JSON', () =>
  withJourney(
    async (journey) => {
      const { ask, tokenOf } = apiOf(journey);
      const token = await tokenOf('mia');
      const channel = journey.running.sandbox.slack.channelId('growth');
      const texts = fc.sample(hostileText, { numRuns: 12 });
      for (const text of texts) {
        journey.running.sandbox.clock.advance(30_000);
        const idea = `Show the offer ${text} in the cart at once`;
        const made = await ask(token, 'POST /experiments', { body: { idea, channel, later: true } });
        expect([text, [201, 422].includes(made.status)]).toEqual([text, true]);
        const requests: readonly [string, object][] = [
          ['POST /experiments', { idea, channel, owner: text }],
          ['POST /experiments', { idea, channel: text }],
          ['POST /ideas', { channel, list: text }],
          ['POST /settings/check', { text: `product: ${text}` }],
        ];
        for (const [asked, body] of requests)
          expect([text, asked, (await ask(token, asked, { body })).status < 500]).toEqual([
            text,
            asked,
            true,
          ]);
        const path = encodeURIComponent(text).replaceAll('.', '%2E');
        expect((await ask(token, `GET /experiments/${path}`)).status).toBe(404);
        expect(
          (await ask(token, `GET /experiments?surface=${encodeURIComponent(text)}`)).status,
        ).toBeLessThan(500);
        if (made.status !== 201) continue;
        const { key } = made.json;
        const told = await ask(token, `GET /experiments/${key}`);
        expect(told.headers).toMatchObject({
          'content-type': 'application/json',
          'x-content-type-options': 'nosniff',
        });
        const ended = await ask(token, `POST /experiments/${key}/cancel`, {
          body: { reason: text.slice(0, 900) },
        });
        expect([text, ended.status]).toEqual([text, 200]);
      }
      const { coPilot } = journey.running.bot;
      const actor = await coPilot.people.actorOf(journey.running.sandbox.slack.userId('mia'));
      for (const text of texts) {
        const wish = { kind: 'person', name: text, scopes: ['read'], days: 1 } as const;
        const named = await makeToken(coPilot, actor, wish);
        if (named.kind === 'refused') expect(named.problem.code).toBe('policy');
        else expect((await ask(named.value.text, 'GET /token')).json.name).not.toMatch(/[\n\u202e]/);
      }
    },
    { refusals: ['channel_not_found', 'user_not_found'] },
  ));
