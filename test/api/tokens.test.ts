import { describe, expect, it } from 'vitest';
import { AT_ONCE, BURST } from '#api/server/rate-limit.ts';
import { listTokens, revokeToken } from '#features/tokens/known-tokens.ts';
import { DAY } from '#shared/clock.ts';
import { type ApiClient, apiOf, askApi } from '#test/support/api-client.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

const withApi = (work: (client: ApiClient, journey: Journey) => Promise<void>) =>
  withJourney((journey) => work(apiOf(journey), journey));

describe('a token', () => {
  it('that is missing, of another form, with another secret or of no scheme is refused', () =>
    withApi(async ({ ask, tokenOf }) => {
      const token = await tokenOf('mia');
      const other = await tokenOf('sam');
      const swapped = `${token.slice(0, 15)}${other.slice(15)}`;
      for (const wrong of [null, 'x', swapped, token.slice(0, -1), `${token}a`, token.toUpperCase(), '']) {
        const told = await ask(wrong, 'GET /token');
        expect([wrong, told.status]).toEqual([wrong, 401]);
        expect(told.headers['www-authenticate']).toBe('Bearer realm="co-pilot"');
        expect(told.headers['content-type']).toBe('application/problem+json');
      }
      for (const header of [`Basic ${token}`, token, `Bearer ${token}, Bearer ${token}`, `Bearer  ${token}`])
        expect((await ask(null, 'GET /token', { headers: { authorization: header } })).status).toBe(401);
      expect((await ask(null, `GET /token?access_token=${token}`)).status).toBe(401);
      expect((await ask(null, 'GET /token', { headers: { cookie: `token=${token}` } })).status).toBe(401);
      expect((await ask(token, 'GET /token')).json).toMatchObject({ kind: 'person', name: 'A test' });
    }));

  it('is refused from the moment on at which it is revoked or expires', () =>
    withApi(async ({ ask, tokenOf }, { running }) => {
      const { coPilot } = running.bot;
      const actor = await coPilot.people.actorOf(running.sandbox.slack.userId('mia'));
      const token = await tokenOf('mia', { days: 2 });
      expect((await ask(token, 'GET /token')).status).toBe(200);
      await running.advance(2 * DAY);
      expect((await ask(token, 'GET /token')).status).toBe(401);
      const second = await tokenOf('mia');
      expect((await ask(second, 'GET /token')).status).toBe(200);
      await revokeToken(coPilot, actor, second.slice(4, 14));
      expect((await ask(second, 'GET /token')).status).toBe(401);
      const third = await tokenOf('mia');
      expect((await ask(third, 'DELETE /token')).json).toEqual({ isRevoked: true });
      expect((await ask(third, 'GET /token')).status).toBe(401);
    }));

  it('of a person who left the workspace or was forgotten is refused', () =>
    withApi(async ({ ask, tokenOf }, { running }) => {
      const { slack } = running.sandbox;
      const token = await tokenOf('mia');
      const state = slack.snapshot();
      const mia = state.users[slack.userId('mia')];
      if (mia === undefined) throw new Error('mia is not there');
      state.users[mia.id] = { ...mia, isDeactivated: true };
      slack.restore(state);
      expect((await ask(token, 'GET /token')).status).toBe(401);
      const other = await tokenOf('ada');
      expect((await ask(other, 'GET /token')).status).toBe(200);
      await running.bot.coPilot.store.forget(slack.userId('ada'));
      expect((await ask(other, 'GET /token')).status).toBe(401);
    }));

  it('does what its scopes say and nothing else', () =>
    withApi(async ({ ask, tokenOf }) => {
      const token = await tokenOf('mia', { scopes: ['propose'] });
      const told = await ask(token, 'GET /experiments');
      expect(told.status).toBe(403);
      expect(told.json.detail).toContain('lacks the scope "read"');
    }));

  it('shows when it was used last', () =>
    withApi(async ({ ask, tokenOf }, { running }) => {
      const token = await tokenOf('mia');
      await ask(token, 'GET /token');
      const { coPilot } = running.bot;
      const actor = await coPilot.people.actorOf(running.sandbox.slack.userId('mia'));
      const [line] = await listTokens(coPilot, actor);
      expect(line?.usedAt).toBe(coPilot.clock.now());
    }));
});

describe('the rate of a token', () => {
  it('is bounded, is its own, and comes back', () =>
    withApi(async ({ api, tokenOf }, { running }) => {
      const [mia, sam] = [await tokenOf('mia'), await tokenOf('sam')];
      const ask = (token: string) => askApi(api, token, 'GET /token');
      for (let sent = 0; sent < BURST; sent += 1) expect((await ask(mia)).status).toBe(200);
      const told = await ask(mia);
      expect([told.status, told.headers['retry-after']]).toEqual([429, '1']);
      expect((await ask(sam)).status).toBe(200);
      await running.advance(1_000);
      expect((await ask(mia)).status).toBe(200);
    }));

  it('bounds what is worked on at the same time', () =>
    withApi(async ({ api, tokenOf }) => {
      const token = await tokenOf('mia');
      const head = {
        method: 'GET',
        path: '/api/v1/token',
        search: '',
        headers: { authorization: `Bearer ${token}` },
      };
      const begun = [];
      for (let sent = 0; sent < AT_ONCE; sent += 1) begun.push(await api.begin(head));
      const more = await api.begin(head);
      expect(more.kind === 'answered' && more.answer.status).toBe(429);
      const [first] = begun;
      if (first?.kind === 'begun') await first.finish(Buffer.alloc(0));
      expect((await api.begin(head)).kind).toBe('begun');
    }));
});
