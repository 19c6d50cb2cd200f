import { describe, expect, it } from 'vitest';
import { type ApiClient, apiOf, askApi } from '#test/support/api-client.ts';
import { FORM, IDEA, type Journey, type JourneyOptions, keysOf, MAIL } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { implemented, launched, merged, reach } from '#test/support/journey-stages.ts';

const withApi = (
  work: (client: ApiClient, journey: Journey) => Promise<void>,
  options: JourneyOptions = {},
) => withJourney((journey) => work(apiOf(journey), journey), options);

/** Slack says so of channels and people that do not exist. */
const ABSENT = { refusals: ['channel_not_found', 'user_not_found'] };

const growth = ({ running }: Journey) => running.sandbox.slack.channelId('growth');
const repositoryOf = ({ running }: Journey) => running.bot.coPilot.choices.repositories[0] ?? '';

const REQUEST = {
  ...{ goalMetric: FORM['goalMetric'], guardrailMetrics: FORM['guardrailMetrics'], smallestLift: 0.04 },
  surface: FORM['surface'],
};

describe('a program', () => {
  it('plays the loop as the people of its tokens, two of them', () =>
    withApi(async ({ ask, tokenOf }, journey) => {
      const [mia, priya, sam] = [await tokenOf('mia'), await tokenOf('priya'), await tokenOf('sam')];
      const request = {
        ...{
          goalMetric: MAIL.form.goalMetric,
          guardrailMetrics: MAIL.form.guardrailMetrics,
          smallestLift: 0.1,
        },
        ...{ surface: MAIL.form.surface, repository: repositoryOf(journey) },
      };
      const made = await ask(mia, 'POST /experiments', {
        body: { idea: MAIL.idea, channel: growth(journey), request },
      });
      expect(made.status).toBe(201);
      const { key } = made.json;
      expect(made.headers['location']).toBe(`/api/v1/experiments/${key}`);
      const read = async () => (await ask(priya, `GET /experiments/${key}`)).json;
      const act = async (token: string, name: string, more: object = {}) => {
        const { evidence } = await read();
        const body =
          name === 'approve' || name === 'launch' ? { planHash: evidence.planHash, ...more } : more;
        return ask(token, `POST /experiments/${key}/${name}`, { body });
      };
      expect((await read()).status).toBe('in-review');
      expect(await journey.card(key)).toContain('sent by a program');
      const own = await act(mia, 'approve');
      expect([own.status, own.json.code]).toEqual([403, 'requester']);
      expect((await act(priya, 'approve')).json.approvals).toHaveLength(1);
      await reach(journey, key, ['implemented'], 0);
      const early = await act(priya, 'launch');
      expect([early.status, early.json.code]).toEqual([409, 'not-merged']);
      const { code } = await journey.load(key);
      await journey.running.merge(code?.pullRequest.number ?? 0, 'sam');
      expect((await act(priya, 'launch')).json.status).toBe('verifying');
      await reach(journey, key, ['running']);
      expect(
        (await act(mia, 'pause', { reason: 'A call from support' })).json.launch.pausedSince,
      ).not.toBeNull();
      expect((await act(mia, 'resume')).status).toBe(403);
      expect((await act(sam, 'resume')).json.status).toBe('running');
      await reach(journey, key, ['deciding'], 35);
      const { evidence } = await read();
      const stale = { ...evidence, decision: 'ship', snapshotHash: 'a'.repeat(64) };
      expect((await ask(sam, `POST /experiments/${key}/decide`, { body: stale })).json.code).toBe('stale');
      const decided = await ask(sam, `POST /experiments/${key}/decide`, {
        body: { ...evidence, decision: 'ship' },
      });
      expect(decided.json).toMatchObject({ decision: { decision: 'ship', overrides: false } });
      const commits = await journey.running.bot.coPilot.store.commits(key);
      const tokens = commits.flatMap(({ command: { name, actor } }) =>
        'token' in actor ? [`${name} ${actor.token}`] : [],
      );
      expect(tokens).toContain(`decide ${sam.slice(4, 14)}`);
      expect(tokens[0]).toBe(`propose ${mia.slice(4, 14)}`);
    }));

  it('is refused what Slack refuses, in the same words, and changes nothing by it', () =>
    withApi(async ({ ask, tokenOf }, journey) => {
      const key = await merged(journey);
      const { evidence } = (await ask(await tokenOf('sam'), `GET /experiments/${key}`)).json;
      for (const person of ['mia', 'ada'])
        await unchanged(journey, key, async () => {
          await journey.press(person, key, 'launch');
          const told = await ask(await tokenOf(person), `POST /experiments/${key}/launch`, {
            body: { planHash: evidence.planHash },
          });
          expect([400 < told.status, told.status]).toEqual([true, 403]);
          const [first = ''] = told.json.detail.split('.');
          expect(journey.told(person)).toContain(first);
        });
      const early = { ...evidence, snapshotHash: 'b'.repeat(64), decision: 'ship' };
      await unchanged(journey, key, async () => {
        expect(
          (await ask(await tokenOf('sam'), `POST /experiments/${key}/decide`, { body: early })).status,
        ).toBe(409);
      });
    }));

  it('never acts as a service, whatever its scopes say', () =>
    withApi(async ({ ask, tokenOf }, journey) => {
      const key = await journey.propose('mia', IDEA, FORM);
      const service = await tokenOf('ada', { kind: 'service', scopes: ['read', 'propose'] });
      const planHash = (await journey.load(key)).design?.planHash;
      await unchanged(journey, key, async () => {
        for (const name of ['approve', 'launch', 'pause', 'resume', 'cancel', 'decide', 'extend']) {
          const told = await ask(service, `POST /experiments/${key}/${name}`, { body: { planHash } });
          expect([name, told.status, told.json.detail]).toEqual([
            ...[name, 403, 'A service never does this: it takes a token of a person.'],
          ]);
        }
      });
      await expect(tokenOf('ada', { kind: 'service', scopes: ['act'] })).rejects.toThrow('It may never act');
    }));

  it('proposes as a service in the name of its admin, in public channels alone, and that admin may not approve', () =>
    withApi(async ({ ask, tokenOf }, journey) => {
      const service = await tokenOf('ada', { kind: 'service', scopes: ['read', 'propose'] });
      const body = { idea: 'Show the price of shipping in the cart', channel: growth(journey) };
      const made = await ask(service, 'POST /experiments', { body });
      expect(made.json.requester.user).toBe(journey.running.sandbox.slack.userId('ada'));
      const person = await tokenOf('sam');
      expect(
        (await ask(person, 'POST /experiments', { body: { ...body, channel: 'C0NOWHERE1' } })).status,
      ).toBe(422);
      for (const channel of ['C0NOWHERE1', 'G0SECRET1'])
        expect(
          (await ask(service, 'POST /experiments', { body: { ...body, channel } })).json.errors[0].path,
        ).toBe('body.channel');
    }, ABSENT));

  it('is told every field of a proposal that is wrong, and nothing begins', () =>
    withApi(async ({ ask, tokenOf }, journey) => {
      const token = await tokenOf('mia');
      const body = { idea: 'Show the price of shipping in the cart', channel: growth(journey) };
      const pathsOf = async (more: object) => {
        const told = await ask(token, 'POST /experiments', { body: { ...body, ...more } });
        return [told.status, ...(told.json.errors ?? []).map(({ path }: { path: string }) => path)];
      };
      expect(await pathsOf({ idea: 'x' })).toEqual([422, 'body.idea']);
      expect(await pathsOf({ colour: 1 })).toEqual([422, 'body.colour']);
      for (const owner of ['U0NOBODY1', journey.running.sandbox.slack.botUserId])
        expect(await pathsOf({ owner })).toEqual([422, 'body.owner']);
      expect(await pathsOf({ priority: { reach: 1, confidence: 1, effort: 1 } })).toEqual([
        422,
        'body.priority',
      ]);
      const request = {
        ...REQUEST,
        goalMetric: 'none',
        surface: 'none',
        repository: 'none',
        split: [0.5, 0.4],
      };
      expect(await pathsOf({ request })).toEqual([
        ...[
          422,
          'body.request.goalMetric',
          'body.request.split',
          'body.request.surface',
          'body.request.repository',
        ],
      ]);
      expect(await keysOf(journey.running)).toEqual([]);
    }, ABSENT));

  it('imports ideas and past experiments with errors by line, and nothing twice', () =>
    withApi(async ({ ask, tokenOf }, journey) => {
      const token = await tokenOf('mia');
      const list = 'idea,reach,confidence,effort\nShow the price of shipping early,100,80 %,2\nshort,1,1,1\n';
      const send = () => ask(token, 'POST /ideas', { body: { channel: growth(journey), list } });
      expect((await send()).json).toMatchObject({
        ...{ kept: ['show-the-price-of-shipping-early'], known: 0, left: 0 },
        problems: [{ line: 3 }],
      });
      expect((await send()).json).toMatchObject({ kept: [], known: 1 });
      const past = {
        ...{ key: 'old-1', title: 'Green button', idea: 'Paint it green', surface: 'cart' },
        ...{ goalMetric: 'orders', outcome: 'killed', endedAt: '2024-02-29' },
      };
      const history = (records: readonly object[]) => ({ format: 'json', history: JSON.stringify(records) });
      expect((await ask(token, 'POST /past-experiments', { body: history([past]) })).status).toBe(403);
      const admin = await tokenOf('ada');
      const broken = await ask(admin, 'POST /past-experiments', {
        body: history([past, { ...past, key: '' }]),
      });
      expect(broken.json).toMatchObject({ isWritten: false });
      const done = await ask(admin, 'POST /past-experiments', { body: history([past]) });
      expect(done.json).toMatchObject({ isWritten: true, added: 1, problems: [] });
      const again = await ask(admin, 'POST /past-experiments', { body: history([past]) });
      expect(again.json).toMatchObject({ added: 0, unchanged: 1 });
    }));
});

describe('an Idempotency-Key', () => {
  const proposal = (journey: Journey) => ({
    ...{ idea: 'Show the price of shipping in the cart', channel: growth(journey) },
  });

  it('gives a repeated request its first answer, and begins nothing twice', () =>
    withApi(async ({ ask, tokenOf }, journey) => {
      const token = await tokenOf('mia');
      const send = (body: object = proposal(journey), key = 'k-1') =>
        ask(token, 'POST /experiments', { body, headers: { 'idempotency-key': key } });
      const first = await send();
      const again = await send();
      expect([again.status, again.body]).toEqual([201, first.body]);
      expect(again.headers).toMatchObject({
        'idempotency-replayed': 'true',
        location: first.headers['location'],
      });
      const other = await send({ ...proposal(journey), idea: 'Show the price of gifts in the cart' });
      expect([other.status, other.json.detail]).toEqual([422, expect.stringContaining('Another request')]);
      expect((await send(proposal(journey), 'a b')).status).toBe(422);
      expect(await keysOf(journey.running)).toHaveLength(1);
      const sam = await tokenOf('sam');
      const his = await ask(sam, 'POST /experiments', {
        ...{ body: { ...proposal(journey), idea: 'Show all the gifts in the cart' } },
        headers: { 'idempotency-key': 'k-1' },
      });
      expect(his.status).toBe(201);
    }));

  it('lets of many that come at once to two processes one begin', () =>
    withApi(async ({ api, tokenOf }, journey) => {
      const token = await tokenOf('mia');
      const second = apiOf(journey).api;
      const sent = { body: proposal(journey), headers: { 'idempotency-key': 'k-2' } };
      const told = await Promise.all(
        [api, second, api, second].map((one) => askApi(one, token, 'POST /experiments', sent)),
      );
      await journey.running.settle();
      expect(told.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1);
      expect(told.every(({ status }) => status === 201 || status === 409)).toBe(true);
      expect(await keysOf(journey.running)).toHaveLength(1);
    }));

  it('comes by what a process began that ended before it answered', () =>
    withApi(async ({ ask, tokenOf }, journey) => {
      const { store } = journey.running.bot.coPilot;
      const token = await tokenOf('mia');
      const sent = { body: proposal(journey), headers: { 'idempotency-key': 'k-3' } };
      const keep = store.keepAnswer;
      const drop = store.dropAnswer;
      // As if it was cut off between the commit and the answer.
      Object.assign(store, { keepAnswer: async () => false, dropAnswer: async () => {} });
      const first = await ask(token, 'POST /experiments', sent);
      Object.assign(store, { keepAnswer: keep, dropAnswer: drop });
      expect((await ask(token, 'POST /experiments', sent)).status).toBe(409);
      await journey.running.advance(61_000);
      const again = await ask(token, 'POST /experiments', sent);
      expect([again.status, again.json.key]).toEqual([201, first.json.key]);
      expect(await keysOf(journey.running)).toHaveLength(1);
    }));

  it('knows an act that a process did before it ended', () =>
    withApi(async ({ ask, tokenOf }, journey) => {
      const { store } = journey.running.bot.coPilot;
      const key = await implemented(journey);
      const token = await tokenOf('mia');
      const sent = { body: { reason: 'not now' }, headers: { 'idempotency-key': 'k-4' } };
      const [keep, drop] = [store.keepAnswer, store.dropAnswer];
      Object.assign(store, { keepAnswer: async () => false, dropAnswer: async () => {} });
      await ask(token, `POST /experiments/${key}/cancel`, sent);
      Object.assign(store, { keepAnswer: keep, dropAnswer: drop });
      await journey.running.advance(61_000);
      const again = await ask(token, `POST /experiments/${key}/cancel`, sent);
      expect([again.status, again.json.status]).toEqual([200, 'cancelled']);
      const without = await ask(token, `POST /experiments/${key}/cancel`, { body: sent.body });
      expect(without.status).toBe(409);
    }));

  it('keeps no refusal, so that the same request can be sent again once it is possible', () =>
    withApi(async ({ ask, tokenOf }, journey) => {
      const key = await launched(journey);
      const token = await tokenOf('sam');
      const sent = { body: {}, headers: { 'idempotency-key': 'k-5' } };
      expect((await ask(token, `POST /experiments/${key}/resume`, sent)).status).toBe(409);
      await ask(token, `POST /experiments/${key}/pause`, { body: {} });
      expect((await ask(token, `POST /experiments/${key}/resume`, sent)).json.status).toBe('running');
    }));
});

it('extends a run before its end, on the evidence that was read', () =>
  withApi(async ({ ask, tokenOf }, journey) => {
    const key = await launched(journey, MAIL.idea, MAIL.form);
    const token = await tokenOf('sam');
    const { evidence, plan } = (await ask(token, `GET /experiments/${key}`)).json;
    const extend = (more: object) =>
      ask(token, `POST /experiments/${key}/extend`, { body: { ...evidence, reason: 'More units', ...more } });
    expect((await extend({ days: plan.days })).status).toBe(409);
    expect((await extend({ days: plan.days + 7, planHash: 'a'.repeat(64) })).json.code).toBe('stale');
    expect((await extend({ days: plan.days + 7 })).json).toMatchObject({ plan: { days: plan.days + 7 } });
  }));
