import { describe, expect, it } from 'vitest';
import { mergePullRequest } from '#sandbox/run/merge-pull-request.ts';
import type { DeliveryOptions } from '#sandbox/stand-ins/slack/people/deliver.ts';
import { MINUTE } from '#shared/clock.ts';
import { FORM, keysOf } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { forgetWebhooks, sendWebhook, webhookOf } from '#test/support/journey-github.ts';
import { implemented } from '#test/support/journey-stages.ts';

const FORGED: readonly (readonly [string, DeliveryOptions])[] = [
  ['wrong', { signature: 'wrong' }],
  ['missing', { signature: 'missing' }],
  ['older than five minutes', { ageSeconds: 301 }],
];

describe('requests in the name of Slack whose signature is', () => {
  it.each(FORGED)('%s are answered with 401 and change nothing', (_name, options) =>
    withJourney(async (journey) => {
      const { slack } = journey.running.sandbox;
      const typed = await journey.command('mia', 'Show the price before the cart', options);
      expect([typed.status, slack.openViews('mia')]).toEqual([401, []]);

      await journey.command('mia', 'new Show the price before the cart');
      expect((await journey.fill('mia', FORM, options)).status).toBe(401);
      expect(await keysOf(journey.running)).toEqual([]);

      const key = await journey.propose('sam');
      const before = slack.requests().length;
      await unchanged(journey, key, async () => {
        expect((await journey.press('priya', key, 'approve_plan', options)).status).toBe(401);
        expect((await journey.command('priya', `cancel ${key}`, options)).status).toBe(401);
      });
      expect(slack.requests()).toHaveLength(before);
    }),
  );

  it('right and four minutes old are taken', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      expect((await journey.press('priya', key, 'approve_plan', { ageSeconds: 240 })).status).toBe(200);
      expect((await journey.load(key)).status).toBe('implemented');
    }));
});

describe('a merge', () => {
  it('is noticed by a signed webhook, without asking GitHub', () =>
    withJourney(async (journey) => {
      const key = await implemented(journey);
      const { code } = await journey.load(key);
      const pullRequest = code?.pullRequest ?? null;
      const asked = () => {
        const path = `/repos/acme/shop/pulls/${pullRequest?.number}`;
        const { requests } = journey.running.sandbox.github;
        return requests.filter((one) => one.method === 'GET' && one.path === path).length;
      };
      const before = asked();
      await journey.running.merge(pullRequest?.number ?? 0, 'sam');
      expect((await journey.load(key)).code?.pullRequest.mergedAt).toEqual(expect.any(Number));
      expect(asked()).toBe(before);
    }));

  it('is noticed by polling if no webhook reaches the bot', () =>
    withJourney(async (journey) => {
      const key = await implemented(journey);
      const { code } = await journey.load(key);
      const pullRequest = code?.pullRequest ?? null;
      await forgetWebhooks(journey.running.sandbox.github);
      await mergePullRequest(journey.running.sandbox, pullRequest?.number ?? 0, 'sam');
      await journey.running.settle();
      expect((await journey.load(key)).code?.pullRequest.mergedAt).toBeNull();
      await journey.running.advance(5 * MINUTE);
      expect((await journey.load(key)).code?.pullRequest.mergedAt).toEqual(expect.any(Number));
      await journey.press('priya', key, 'launch');
      expect((await journey.load(key)).status).toBe('verifying');
    }));

  it('is not believed without the right signature, nor of another repository, nor before it is one', () =>
    withJourney(async (journey) => {
      const key = await implemented(journey);
      const { code } = await journey.load(key);
      const pullRequest = code?.pullRequest ?? null;
      const number = pullRequest?.number ?? 0;
      const hook = await webhookOf(journey.running.sandbox.github);
      const secret = journey.running.sandbox.config.github.webhookSecret ?? '';
      await unchanged(journey, key, async () => {
        expect(await sendWebhook(hook, { number, merged: true, secret: 'another secret' })).toBe(401);
        expect(await sendWebhook(hook, { number, merged: true, secret: null })).toBe(401);
        expect(await sendWebhook(hook, { number, merged: true, secret, repository: 'evil/shop' })).toBe(200);
        expect(await sendWebhook(hook, { number: number + 7, merged: true, secret })).toBe(200);
        await journey.running.settle();
      });
      // A closing without a merge is told as such, and taken for no merge.
      expect(await sendWebhook(hook, { number, merged: false, secret })).toBe(200);
      await journey.running.settle();
      expect((await journey.load(key)).code?.pullRequest.mergedAt).toBeNull();
      expect(await sendWebhook(hook, { number, merged: true, secret })).toBe(200);
      expect(await sendWebhook(hook, { number, merged: true, secret })).toBe(200);
      await journey.running.settle();
      const said = (await journey.thread(key)).filter((text) => text.includes('was merged'));
      expect(said).toHaveLength(1);
    }));

  it.each([
    ['in another case', 'ACME/Shop', false],
    ['by the new name of the repository', 'corner/store', true],
  ])('is believed %s', (_how, repository, isRenamed) =>
    withJourney(async (journey) => {
      const key = await implemented(journey);
      const { code } = await journey.load(key);
      const number = code?.pullRequest.number ?? 0;
      const { github, config } = journey.running.sandbox;
      const hook = await webhookOf(github);
      if (isRenamed) github.rename(repository);
      const secret = config.github.webhookSecret ?? '';
      expect(await sendWebhook(hook, { number, merged: true, secret, repository })).toBe(200);
      await journey.running.settle();
      expect((await journey.load(key)).code?.pullRequest.mergedAt).toEqual(expect.any(Number));
    }),
  );
});
