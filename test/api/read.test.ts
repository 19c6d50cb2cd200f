import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { nextScheduledAt } from '#domain/looks/schedule.ts';
import { recordDocument } from '#features/full-record/record-document.ts';
import { type ApiClient, apiOf } from '#test/support/api-client.ts';
import { type Journey, MAIL } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { deciding, launched } from '#test/support/journey-stages.ts';

const SECRET = 'C000SECRET1';

const withApi = (work: (client: ApiClient, journey: Journey) => Promise<void>) =>
  withJourney((journey) => work(apiOf(journey), journey));

describe('the API', () => {
  it('reads one experiment from the proposal to the decision, its effects covered as in the thread', () =>
    withApi(async ({ ask, tokenOf }, journey) => {
      const token = await tokenOf('sam');
      const key = await launched(journey, MAIL.idea, MAIL.form);
      const early = await ask(token, `GET /experiments/${key}`);
      expect(early.json).toMatchObject({ key, status: 'running', looksTaken: 0, decision: null });
      const before = await ask(token, `GET /experiments/${key}/analysis`);
      const look = nextScheduledAt(await journey.load(key));
      expect(look).not.toBeNull();
      for (const { json } of [early, before]) expect(Date.parse(json.nextLookAt)).toBe(look);
      const [line] = (await ask(token, 'GET /experiments')).json.experiments;
      // The hourly check of the first days comes before the first look.
      expect(Date.parse(line.nextReadingAt)).toBeLessThan(look ?? 0);
      expect(before.json).toMatchObject({ report: null, outcome: 'kept' });
      expect(JSON.stringify(before.json)).not.toMatch(/liftInterval|controlMean|comparisons":\[\{/);
      expect((await ask(token, `GET /experiments/${key}/charts`)).json.intervals).toEqual([]);
      expect((await ask(token, `GET /experiments/${key}/looks`)).json).toEqual({ looks: [] });
      await journey.running.advance(60 * 60_000);
      const now = await ask(token, `POST /experiments/${key}/analysis`);
      expect(['read', 'fresh']).toContain(now.json.outcome);
      expect(JSON.stringify(now.json)).not.toMatch(/liftInterval|controlMean|comparisons":\[\{/);
    }));

  it('tells a report, its charts and the record as the thread has them', () =>
    withApi(async ({ ask, tokenOf }, journey) => {
      const token = await tokenOf('sam');
      const key = await deciding(journey, MAIL.idea, MAIL.form);
      const experiment = await journey.load(key);
      const { json } = await ask(token, `GET /experiments/${key}`);
      expect(json).toMatchObject({
        ...{ status: 'deciding', recommendation: 'ship', requester: { user: expect.stringMatching(/^U/) } },
        evidence: { planHash: experiment.design?.planHash, flagVersion: experiment.flag?.version },
        waitsFor: { act: 'decide' },
      });
      const looks = (await ask(token, `GET /experiments/${key}/looks`)).json.looks;
      expect(looks).toHaveLength(experiment.looks.snapshots.length);
      expect(looks.at(-1)).toMatchObject({ effects: 'shown', recommendation: 'ship' });
      const goal = looks.at(-1).comparisons.find((one: { role: string }) => one.role === 'goal');
      expect(goal).toMatchObject({ verdict: 'better', words: 'proven better' });
      const report = (await ask(token, `GET /experiments/${key}/analysis`)).json.report;
      expect(report).toEqual(looks.at(-1));
      const { json: charts } = await ask(token, `GET /experiments/${key}/charts`);
      expect(charts.intervals[0]).toMatchObject({ isGoal: true, estimate: goal.lift });
      const record = await ask(token, `GET /experiments/${key}/record`);
      expect(record.headers['content-type']).toBe('text/markdown; charset=utf-8');
      expect(record.body).toBe(recordDocument(experiment));
    }));

  it('lists in pages that hold each once, and knows what it has answered', () =>
    withApi(async ({ ask, tokenOf }, journey) => {
      const token = await tokenOf('mia');
      const keys = [];
      for (const word of ['first', 'second', 'third'])
        keys.push(await journey.propose('mia', `Show the ${word} offer in the shop at once`));
      const listed: string[] = [];
      for (let cursor = ''; ; ) {
        const { json } = await ask(token, `GET /experiments?limit=2&filter=mine${cursor}`);
        expect(json).toMatchObject({ count: 3, isPartial: false });
        listed.push(...json.experiments.map((one: { key: string }) => one.key));
        if (json.next === null) break;
        cursor = `&cursor=${json.next}`;
      }
      expect(listed.toSorted()).toEqual(keys.toSorted());
      expect((await ask(token, 'GET /experiments?filter=running')).json.count).toBe(0);
      const first = await ask(token, 'GET /experiments');
      const known = { 'if-none-match': `W/${first.headers['etag']}, "x"` };
      const again = await ask(token, 'GET /experiments', { headers: known });
      expect([again.status, again.body]).toEqual([304, '']);
      await journey.propose('mia', 'Show one more offer in the shop at once');
      expect((await ask(token, 'GET /experiments', { headers: known })).status).toBe(200);
    }));

  it('shows what stands in a private channel to its members alone, and to no service', () =>
    withApi(async ({ ask, tokenOf }, journey) => {
      const { slack } = journey.running.sandbox;
      const state = slack.snapshot();
      const members = [...['mia', 'priya'].map(slack.userId), slack.botUserId];
      const usual = { isArchived: false, user: null };
      state.channels[SECRET] = { ...usual, id: SECRET, name: 'secret', isPrivate: true, members };
      slack.restore(state);
      const open = await journey.propose('mia', 'Show the open offer in the shop at once');
      const options = { channel: SECRET };
      await journey.running.act(() =>
        slack.as('mia').command('/experiment', 'new Show the secret offer in the shop at once', options),
      );
      await journey.fill('mia', {
        ...{ goalMetric: 'retention_7d', guardrailMetrics: ['retention_1d'], smallestLift: '4' },
        surface: 'level gate',
      });
      const hidden = 'show-the-secret-offer-in-the-shop-at';
      const seen = async (token: string) => {
        const { json } = await ask(token, 'GET /experiments');
        const statuses = [];
        for (const more of ['', '/record', '/analysis', '/looks', '/charts'])
          statuses.push((await ask(token, `GET /experiments/${hidden}${more}`)).status);
        return [json.count, ...new Set(statuses)];
      };
      expect(await seen(await tokenOf('mia'))).toEqual([2, 200]);
      expect(await seen(await tokenOf('sam'))).toEqual([1, 404]);
      const service = await tokenOf('ada', { kind: 'service', scopes: ['read'] });
      expect(await seen(service)).toEqual([1, 404]);
      expect((await ask(service, `GET /experiments/${open}`)).status).toBe(200);
      const strange = await ask(service, `GET /experiments/${hidden}`);
      const none = await ask(service, 'GET /experiments/never');
      expect(strange.body.replaceAll(hidden, 'never')).toBe(none.body);
    }));

  it('reads and checks settings', () =>
    withApi(async ({ ask, tokenOf }) => {
      const token = await tokenOf('mia');
      const { json } = await ask(token, 'GET /settings');
      expect(json.text).toContain('roles:');
      expect((await ask(token, 'POST /settings/check', { body: { text: json.text } })).json).toEqual({
        ...{ isValid: true, problems: [] },
      });
      const broken = json.text.replace(/^roles:/m, 'rolls:');
      const told = await ask(token, 'POST /settings/check', { body: { text: broken } });
      expect(told.json.isValid).toBe(false);
      expect(JSON.stringify(told.json.problems)).toContain('rolls');
      const service = await tokenOf('ada', { kind: 'service', scopes: ['read'] });
      expect((await ask(service, 'GET /settings')).status).toBe(403);
    }));

  it('names every field that it does not know, and every one that is wrong', () =>
    withApi(async ({ ask, tokenOf }) => {
      const token = await tokenOf('mia');
      const query = await ask(token, 'GET /experiments?limit=0&colour=red&filter=nothing');
      expect(query.status).toBe(422);
      expect(query.json.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
        ...['query.colour', 'query.filter', 'query.limit'],
      ]);
      expect((await ask(token, 'GET /experiments?limit=1&limit=2')).status).toBe(422);
      expect((await ask(token, 'GET /token?x=1')).json.errors[0].path).toBe('query.x');
      for (const cursor of ['x', 'e30', Buffer.from('["priority",1,"k"]').toString('base64url')])
        expect((await ask(token, `GET /experiments?cursor=${cursor}`)).status).toBe(422);
      const body = await ask(token, 'POST /settings/check', { body: { text: 'a: 1', more: 1 } });
      expect(body.json.errors).toEqual([{ path: 'body.more', message: 'There is no such field.' }]);
    }));

  it('takes JSON in UTF-8 alone, at addresses that it has', () =>
    withApi(async ({ ask, tokenOf }) => {
      const token = await tokenOf('mia');
      const send = (headers: Record<string, string>, body: unknown = Buffer.from('{"text":"a"}')) =>
        ask(token, 'POST /settings/check', { body, headers });
      const json = { 'content-type': 'application/json' };
      expect((await send({ 'content-type': 'text/plain' })).status).toBe(415);
      expect((await send({ 'content-type': 'application/json; charset=latin1' })).status).toBe(415);
      expect((await send({ 'content-type': 'application/json; charset=UTF-8' })).status).toBe(200);
      const packed = await send({ ...json, 'content-encoding': 'gzip' }, gzipSync('{"text":"a"}'));
      expect([packed.status, packed.json.detail]).toEqual([415, expect.stringContaining('Content-Encoding')]);
      expect((await send({ ...json, 'content-encoding': 'identity' })).status).toBe(200);
      expect((await send(json, Buffer.from([0x22, 0xff, 0x22]))).status).toBe(400);
      expect((await send(json, Buffer.from('{'))).status).toBe(400);
      expect((await send(json, Buffer.from('null'))).status).toBe(422);
      for (const path of [
        '/experiments/',
        '/experiments//x',
        '/experiments/%2e%2e',
        '/EXPERIMENTS',
        '/experiments/%ff',
      ])
        expect([path, (await ask(token, `GET ${path}`)).status]).toEqual([path, 404]);
      expect((await ask(token, 'GET /experiments/a%2Frecord')).status).toBe(404);
      const wrong = await ask(token, 'PUT /experiments');
      expect([wrong.status, wrong.headers['allow']]).toEqual([405, 'GET, POST, HEAD']);
      expect((await ask(token, 'HEAD /experiments')).status).toBe(200);
    }));
});
