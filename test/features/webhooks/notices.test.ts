import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NOTICE_SCHEMAS } from '#api/webhooks/notice-schema.ts';
import type { NoticeKind } from '#domain/webhooks/notice-kinds.ts';
import { rotateWebhookSecret, switchWebhook, testWebhook } from '#features/webhooks/change-webhook.ts';
import { listDeliveries, replayDelivery } from '#features/webhooks/deliveries.ts';
import { everyStream } from '#journal/every-experiment.ts';
import { verifyStore } from '#journal/verify.ts';
import { loadNotices } from '#journal/webhooks.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { FORM, IDEA, type Journey, MAIL } from '#test/support/journey.ts';
import { deciding, launched, reach } from '#test/support/journey-stages.ts';
import { type WebhookBench, withWebhook } from '#test/support/webhook-bench.ts';
import type { GotNotice } from '#test/support/webhook-receiver.ts';
import { replayWebhooks } from '#tools/journal/replay-webhooks.ts';

const adaOf = ({ running }: Journey) =>
  running.bot.coPilot.people.actorOf(running.sandbox.slack.userId('ada'));

/** By hand, from the text of the specification, and not by the code of the product. */
function isSignedBy(secret: string, { headers, body }: GotNotice): boolean {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(expected);
}

const deliveriesOf = ({ journey, id }: WebhookBench) => listDeliveries(journey.running.bot.coPilot, id);

describe('a webhook', () => {
  it('is told of an experiment from its plan to its clean-up, in order, signed, as the schemas say', () =>
    withWebhook(async (bench) => {
      const { journey, receiver, secret } = bench;
      const key = await deciding(journey, MAIL.idea, MAIL.form);
      await bench.told();
      await journey.press('priya', key, 'decide_ship');
      await bench.told();
      await journey.press('priya', key, 'undo_decision');
      await bench.told();
      await journey.press('priya', key, 'decide_ship');
      await journey.running.advance(2 * DAY, { step: 6 * HOUR });
      const { cleanUp } = await journey.load(key);
      await journey.running.merge(cleanUp?.pullRequest?.number ?? 0, 'sam');
      await reach(journey, key, ['completed']);
      await bench.told();
      expect(
        receiver.got.map(({ json }) => [json.type, json.data.act ?? json.data.experiment.status]),
      ).toEqual([
        ['experiment.approval_waits', 'review'],
        ['experiment.approval_waits', 'launch'],
        ['experiment.launched', 'verifying'],
        ['experiment.approval_waits', 'decide'],
        ['experiment.goal_proven', 'deciding'],
        ['experiment.decided', 'decided'],
        ['experiment.approval_waits', 'decide'],
        ['experiment.decision_undone', 'deciding'],
        ['experiment.decided', 'decided'],
        ['experiment.completed', 'completed'],
      ]);
      const proven = receiver.got.find(({ json }) => json.type === 'experiment.goal_proven')?.json.data
        .proven;
      const { looks } = await journey.load(key);
      const [first] = looks.snapshots[0]?.analysis.comparisons ?? [];
      expect(proven).toMatchObject([
        { metric: 'visit_rate', verdict: 'better', lift: first?.kind === 'ok' ? first.lift : 0 },
      ]);
      for (const notice of receiver.got) {
        expect(isSignedBy(secret, notice)).toBe(true);
        expect(NOTICE_SCHEMAS[notice.json.type as NoticeKind].safeParse(notice.json).error).toBeUndefined();
        expect(notice.headers['content-type']).toBe('application/json');
        expect(notice.body.length).toBeLessThan(3_000);
      }
      expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(
        receiver.got.length,
      );
    }));

  it('is told of harm, and of no figure while effects are covered', () =>
    withWebhook(async (bench) => {
      const key = await launched(bench.journey, IDEA, FORM);
      await reach(bench.journey, key, ['killed', 'deciding'], 35);
      await bench.told();
      const { looks } = await bench.journey.load(key);
      const told = bench.receiver.got.map(({ json }) => json);
      const isShown = looks.snapshots.some(({ analysis }) => analysis.show === 'effects');
      for (const one of told.filter(({ type }) => type !== 'experiment.goal_proven')) {
        const texts = JSON.stringify(one);
        for (const word of ['"lift"', 'Mean"', 'PValue', 'Interval']) expect(texts).not.toContain(word);
      }
      expect(isShown).toBe(true);
      expect(told.map(({ type }) => type)).toContain(
        looks.harm === null ? 'experiment.approval_waits' : 'experiment.harm',
      );
    }));

  it('is tried, rotated, switched off and on, and tells of nothing that happened while it was off', () =>
    withWebhook(async (bench) => {
      const { journey, receiver, id, secret } = bench;
      const { coPilot } = journey.running.bot;
      const ada = await adaOf(journey);
      await testWebhook(coPilot, ada, id);
      await journey.running.settle();
      expect(receiver.got.map(({ json }) => json)).toMatchObject([{ type: 'webhook.test', version: 1 }]);
      const rotated = await rotateWebhookSecret(coPilot, ada, id);
      if (rotated.kind === 'refused') throw new Error(rotated.problem.message);
      expect(rotated.value.secret).not.toBe(secret);
      await testWebhook(coPilot, ada, id);
      await journey.running.settle();
      const both = receiver.got[1] as GotNotice;
      expect([isSignedBy(secret, both), isSignedBy(rotated.value.secret, both)]).toEqual([true, true]);
      await journey.running.advance(DAY, { step: 6 * HOUR });
      await testWebhook(coPilot, ada, id);
      await journey.running.settle();
      const one = receiver.got[2] as GotNotice;
      expect([isSignedBy(secret, one), isSignedBy(rotated.value.secret, one)]).toEqual([false, true]);
      await switchWebhook(coPilot, ada, { id, isOn: false });
      expect(await testWebhook(coPilot, ada, id)).toMatchObject({ kind: 'refused' });
      await journey.propose('mia');
      await bench.told();
      await switchWebhook(coPilot, ada, { id, isOn: true });
      await bench.told();
      expect(receiver.got).toHaveLength(3);
      await journey.propose('mia', MAIL.idea, MAIL.form);
      expect(await bench.told()).toEqual([...Array(3).fill('webhook.test'), 'experiment.approval_waits']);
    }));

  it('is told again under the same id and with the same body when its receiver did not take it, and at the times of the schedule', () =>
    withWebhook(async (bench) => {
      const { journey, receiver } = bench;
      const { clock } = journey.running.sandbox;
      receiver.answer((_, response) => response.writeHead(receiver.got.length < 7 ? 500 : 204).end());
      await journey.propose('mia');
      const asked = clock.now() + MINUTE;
      await bench.told();
      await journey.running.advance(8 * HOUR, { step: 5 * MINUTE });
      const [first] = receiver.got;
      expect(receiver.got).toHaveLength(7);
      for (const one of receiver.got) {
        expect([one.headers['webhook-id'], one.body]).toEqual([first?.headers['webhook-id'], first?.body]);
      }
      const times = receiver.got.map(({ headers }) => Number(headers['webhook-timestamp']) * 1000 - asked);
      const due = [0, 10_000, 2 * MINUTE, 20 * MINUTE, HOUR, 3 * HOUR, 7 * HOUR];
      times.forEach((time, at) => {
        expect(time).toBeGreaterThanOrEqual(due[at] ?? 0);
        expect(time).toBeLessThan((due[at] ?? 0) + 20 * MINUTE);
      });
      expect(await deliveriesOf(bench)).toMatchObject([{ state: 'delivered', attempts: 7, status: 204 }]);
    }));

  it('keeps the order of each experiment, and one that waits holds up no other', () =>
    withWebhook(async (bench) => {
      const { journey, receiver } = bench;
      receiver.answer((_, response) => {
        const isMail = receiver.got.at(-1)?.json.data.experiment.title.includes('e-mail');
        response.writeHead(isMail ? 204 : 503).end();
      });
      const slow = await journey.propose('mia');
      await bench.told();
      await journey.press('priya', slow, 'approve_plan');
      const { code } = await reach(journey, slow, ['implemented'], 0);
      await journey.running.merge(code?.pullRequest.number ?? 0, 'sam');
      const other = await journey.propose('mia', MAIL.idea, MAIL.form);
      await bench.told();
      const actsOf = (key: string) =>
        receiver.got.filter(({ json }) => json.data.experiment.key === key).map(({ json }) => json.data.act);
      expect([new Set(actsOf(slow)), actsOf(other)]).toEqual([new Set(['review']), ['review']]);
      receiver.answer(204);
      await journey.running.advance(HOUR, { step: 5 * MINUTE });
      expect(actsOf(slow).slice(-2)).toEqual(['review', 'launch']);
    }));

  it('that fails for a day is switched off, and so is one whose receiver is gone; the admins hear it once', () =>
    withWebhook(async (bench) => {
      const { journey, receiver } = bench;
      const { slack } = journey.running.sandbox;
      const hears = () =>
        slack.snapshot().messages.filter(({ text }) => text.includes('was switched off')).length;
      receiver.answer(500);
      await journey.propose('mia');
      await bench.told();
      await journey.running.advance(25 * HOUR, { step: 10 * MINUTE });
      expect(receiver.got).toHaveLength(9);
      expect((await bench.webhook())?.off).toMatchObject({ by: null, why: 'failing', isTold: true });
      expect(await deliveriesOf(bench)).toMatchObject([{ state: 'failed', attempts: 9, status: 500 }]);
      expect(hears()).toBe(1);
      const ada = await adaOf(journey);
      await switchWebhook(journey.running.bot.coPilot, ada, { id: bench.id, isOn: true });
      receiver.answer(410);
      await journey.propose('mia', MAIL.idea, MAIL.form);
      await bench.told();
      await journey.running.advance(DAY, { step: HOUR });
      expect(receiver.got).toHaveLength(10);
      expect((await bench.webhook())?.off).toMatchObject({ why: 'gone', isTold: true });
      expect(hears()).toBe(2);
      expect(await journey.running.bot.coPilot.store.backlog()).toEqual({ oldestAt: null, givenUp: 0 });
    }));

  it('gets what failed again when an admin asks for it', () =>
    withWebhook(async (bench) => {
      const { journey, receiver, id } = bench;
      const { coPilot } = journey.running.bot;
      await journey.propose('mia');
      await bench.told();
      const [delivery] = await deliveriesOf(bench);
      const asked = { webhook: id, id: delivery?.id ?? '' };
      const mia = await coPilot.people.actorOf(journey.running.sandbox.slack.userId('mia'));
      expect(await replayDelivery(coPilot, mia, asked)).toMatchObject({ problem: { code: 'not-allowed' } });
      const ada = await adaOf(journey);
      expect(await replayDelivery(coPilot, ada, { ...asked, id: `${asked.id}9` })).toMatchObject({
        problem: { code: 'unknown' },
      });
      expect((await replayDelivery(coPilot, ada, asked)).kind).toBe('ok');
      expect(await replayDelivery(coPilot, ada, asked)).toMatchObject({ problem: { code: 'already-done' } });
      await journey.running.settle();
      expect(receiver.got).toHaveLength(2);
      expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      expect(new Set(receiver.got.map(({ body }) => body)).size).toBe(1);
      expect(await deliveriesOf(bench)).toMatchObject([{ state: 'delivered', sendings: 2 }]);
      await journey.running.advance(31 * DAY, { step: 6 * HOUR });
      expect((await deliveriesOf(bench)).map((one) => one.id)).not.toContain(asked.id);
    }));

  it('tells nothing once its admin has left, and is switched off', () =>
    withWebhook(async (bench) => {
      const { journey, receiver } = bench;
      const { slack } = journey.running.sandbox;
      const gone = slack.snapshot();
      const ada = gone.users[slack.userId('ada')];
      if (ada === undefined) throw new Error('no ada');
      gone.users[ada.id] = { ...ada, isDeactivated: true };
      slack.restore(gone);
      await journey.propose('mia');
      await bench.told();
      await journey.running.advance(HOUR, { step: 5 * MINUTE });
      expect(receiver.got).toEqual([]);
      expect((await bench.webhook())?.off).toMatchObject({ why: 'person-left', isTold: true });
      expect(await deliveriesOf(bench)).toMatchObject([{ state: 'skipped' }]);
    }));

  it('stands in the chain of the journal, and is decided again with the same outcome', () =>
    withWebhook(async (bench) => {
      const { store } = bench.journey.running.bot.coPilot;
      bench.receiver.answer(500);
      await bench.journey.propose('mia');
      await bench.told();
      const streams: string[] = [];
      for await (const key of everyStream(store)) if (key.startsWith('$webhook')) streams.push(key);
      expect(streams).toHaveLength(2);
      for (const key of streams) expect(replayWebhooks(key, await store.commits(key))).toEqual([]);
      for await (const { broken } of verifyStore(store)) expect(broken).toBeNull();
      expect(await loadNotices(store, { webhook: bench.id, experiment: 'none' })).toBeNull();
    }));
});
