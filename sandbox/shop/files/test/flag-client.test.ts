import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFlagClient } from '../src/flags/flag-client.ts';
import { fakeServices } from '../testing/fake-services.ts';

const question = { variants: ['old', 'new'], fallback: 'old' } as const;

test('the flag service decides, and the exposure is sent once', async () => {
  const services = fakeServices({ 'some-flag': 'new' });
  assert.equal(await services.flags.variant('some-flag', 'unit-1', question), 'new');
  assert.equal(await services.flags.variant('some-flag', 'unit-1', question), 'new');
  assert.deepEqual(services.calls, ['exposure: some-flag = new']);
});

test('a failing flag service means the fallback and no exposure', async () => {
  const services = fakeServices({ 'some-flag': new Error('the service is down') });
  assert.equal(await services.flags.variant('some-flag', 'unit-1', question), 'old');
  assert.deepEqual(services.calls, []);
});

test('an answer that the code does not know means the fallback and no exposure', async () => {
  const services = fakeServices({ 'some-flag': 'something-else' });
  assert.equal(await services.flags.variant('some-flag', 'unit-1', question), 'old');
  assert.equal(await services.flags.variant('another-flag', 'unit-1', question), 'old');
  assert.deepEqual(services.calls, []);
});

test('a slow flag service means the fallback', async () => {
  const silent: typeof fetch = (_, request) =>
    new Promise((_resolve, reject) => {
      // What waits here must keep the process alive: a timeout signal alone does not.
      const alive = setInterval(() => {}, 1_000);
      request?.signal?.addEventListener('abort', () => {
        clearInterval(alive);
        reject(new Error('aborted'));
      });
    });
  const { events } = fakeServices();
  const flags = createFlagClient({ host: 'http://flags.test', token: 't', events, timeoutMs: 5, fetch: silent });
  assert.equal(await flags.variant('some-flag', 'unit-1', question), 'old');
});
