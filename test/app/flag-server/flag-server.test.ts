import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { revokeFlagKey } from '#adapters/own-flags/flag-keys.ts';
import { createOwnFlags } from '#adapters/own-flags/flags.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { LARGEST_CONTEXT } from '#app/flag-server/flag-app.ts';
import { prepareFlags } from '#evaluation/prepare-flags.ts';
import { readDocument } from '#evaluation/read-document.ts';
import type { Store } from '#ports/store.ts';
import { ownFault } from '#shared/errors.ts';
import { unitsOf } from '#test/evaluation/flags.ts';
import { HALVES, launchFlag, startServing } from './serving.ts';

const ONE = '/ofrep/v1/evaluate/flags/copy';
const ALL = '/ofrep/v1/evaluate/flags';
const DOCUMENT = '/flags/v1/document';
const UNIT = { context: { targetingKey: 'user-1' } };

type Serving = Awaited<ReturnType<typeof startServing>>;
let running: Serving | null = null;
afterEach(async () => {
  await running?.stop();
  running = null;
});

async function serving(...given: Parameters<typeof startServing>): Promise<Serving> {
  running = await startServing(...given);
  return running;
}

describe('the flag server', () => {
  it('answers one flag as the protocol says', async () => {
    const { post, flags } = await serving();
    await launchFlag(flags, 'copy');
    const answer = await post(ONE, UNIT);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({
      ...{ key: 'copy', reason: 'SPLIT', metadata: {} },
      variant: expect.stringMatching(/^(control|treatment)$/),
      value: expect.stringMatching(/^(control|treatment)$/),
    });
    await flags.disable('copy');
    expect(await (await post(ONE, UNIT)).json()).toEqual({
      ...{ key: 'copy', reason: 'DISABLED', variant: '', value: 'control', metadata: {} },
    });
  });

  it.each([
    ['an unknown flag', '/ofrep/v1/evaluate/flags/none', UNIT, 404, 'FLAG_NOT_FOUND'],
    ['no unit', ONE, { context: {} }, 400, 'TARGETING_KEY_MISSING'],
    ['a unit that is no text', ONE, { context: { targetingKey: 5 } }, 400, 'INVALID_CONTEXT'],
    ['no context', ONE, {}, 400, 'INVALID_CONTEXT'],
    ['a list', ONE, [], 400, 'PARSE_ERROR'],
    ['half a body', ONE, '{"context":', 400, 'PARSE_ERROR'],
    ['no body', ONE, '', 400, 'PARSE_ERROR'],
    ['no context for all', ALL, {}, 400, 'INVALID_CONTEXT'],
    ['half a body for all', ALL, '{', 400, 'PARSE_ERROR'],
  ])('refuses %s', async (_, path, body, status, errorCode) => {
    const { post, flags } = await serving();
    await launchFlag(flags, 'copy');
    const answer = await post(path, body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ errorCode, errorDetails: expect.any(String) });
  });

  it('refuses letters that are not in UTF-8: units of other letters would become one', async () => {
    const { base, key, flags } = await serving();
    await launchFlag(flags, 'copy');
    const answer = await fetch(`${base}${ONE}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: Buffer.from('{"context":{"targetingKey":"Zoé"}}', 'latin1'),
    });
    expect([answer.status, await answer.json()]).toMatchObject([400, { errorCode: 'PARSE_ERROR' }]);
  });

  it('answers all flags, and 304 while neither they nor the context change', async () => {
    const { post, flags } = await serving();
    await launchFlag(flags, 'copy');
    await launchFlag(flags, 'price');
    const first = await post(ALL, UNIT);
    const tag = first.headers.get('etag') ?? '';
    expect(await first.json()).toMatchObject({ flags: [{ key: 'copy' }, { key: 'price' }] });
    for (const sent of [tag, `"other", W/${tag}`]) {
      const again = await post(ALL, UNIT, { 'if-none-match': sent });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
    const other = await post(ALL, { context: { targetingKey: 'user-2' } }, { 'if-none-match': tag });
    expect(other.status).toBe(200);
    await flags.disable('copy');
    expect((await post(ALL, UNIT, { 'if-none-match': tag })).status).toBe(200);
  });

  it('gives the document for local evaluation, which evaluates to the same, and 304 while it stays', async () => {
    const { get, post, flags, ledger } = await serving();
    await launchFlag(flags, 'copy', { ...HALVES, rollout: 0.7 });
    await ledger.change('copy', (flag) => flag && { ...flag, changedBy: 'Ada', name: 'Ü' });
    const answer = await get(DOCUMENT);
    const text = await answer.text();
    expect(text).not.toContain('Ada');
    const local = prepareFlags(readDocument(text) ?? expect.fail('no document'));
    for (const targetingKey of unitsOf(50)) {
      const answered = await (await post(ONE, { context: { targetingKey } })).json();
      const { metadata: _, ...far } = answered as { readonly variant: string; readonly metadata: object };
      expect(local.evaluate('copy', { targetingKey })).toEqual({
        kind: 'value',
        ...far,
        variant: far.variant || null,
      });
    }
    const tag = answer.headers.get('etag') ?? '';
    expect((await get(DOCUMENT, { 'if-none-match': tag })).status).toBe(304);
    await flags.remove('copy');
    expect((await get(DOCUMENT, { 'if-none-match': tag })).status).toBe(200);
  });

  it('gives 304 for nothing else under the same version, as after a backup was put back', async () => {
    const [lost, kept] = [await serving(), await serving()];
    await launchFlag(lost.flags, 'copy');
    await launchFlag(kept.flags, 'price');
    for (const [path, ask] of [
      [DOCUMENT, (at: typeof kept, tag = '') => at.get(DOCUMENT, { 'if-none-match': tag })],
      [ALL, (at: typeof kept, tag = '') => at.post(ALL, UNIT, { 'if-none-match': tag })],
    ] as const) {
      const tag = (await ask(lost)).headers.get('etag') ?? expect.fail(path);
      expect((await ask(lost, tag)).status).toBe(304);
      expect((await ask(kept, tag)).status).toBe(200);
    }
    expect((await lost.store.flagPart('flags'))?.version).toBe((await kept.store.flagPart('flags'))?.version);
  });

  it('shows how a flag stands at the address that the bot names', async () => {
    const { get, flags, base } = await serving();
    await launchFlag(flags, 'copy');
    const url = (await flags.read('copy'))?.url ?? '';
    expect(url.startsWith(base)).toBe(true);
    expect(await (await get(url.slice(base.length))).json()).toMatchObject({ key: 'copy', rollout: 10_000 });
    expect((await get('/flags/v1/flags/none')).status).toBe(404);
  });

  it('lets no application in without a key, and none with one that was taken back', async () => {
    const { base, get, server, flags } = await serving();
    await launchFlag(flags, 'copy');
    for (const path of [ONE, ALL, DOCUMENT, '/flags/v1/flags/copy'])
      for (const headers of [{}, { authorization: 'Bearer cpf_none' }, { 'x-api-key': '' }]) {
        const method = path.startsWith('/ofrep') ? 'POST' : 'GET';
        const answer = await fetch(`${base}${path}`, { method, headers });
        expect(answer.status).toBe(401);
        expect(await answer.text()).not.toContain('copy');
      }
    expect((await get(DOCUMENT)).status).toBe(200);
    expect(await revokeFlagKey(server.store, 'shop')).toBe(true);
    expect((await get(DOCUMENT)).status).toBe(401);
  });

  it('keeps no key, only its digest', async () => {
    const { store, key, preview } = await serving();
    const { body } = (await store.flagPart('keys')) ?? expect.fail('no keys');
    expect(body).not.toContain(key.slice(4));
    expect(body).not.toContain(preview.slice(4));
  });

  it('shows a key of another environment the flags as a preview', async () => {
    const { post, flags, preview } = await serving();
    await flags.ensure('copy', 'Copy', { ...HALVES, active: false, rollout: 0 });
    expect(await (await post(ONE, UNIT)).json()).toMatchObject({ reason: 'DISABLED' });
    const shown = await post(ONE, UNIT, { authorization: `Bearer ${preview}` });
    expect(await shown.json()).toMatchObject({ reason: 'SPLIT', variant: expect.any(String) });
  });

  it('takes no large request, and none of unknown length', async () => {
    const { base, key, post } = await serving();
    const large = { context: { targetingKey: 'u', x: 'x'.repeat(LARGEST_CONTEXT) } };
    expect((await post(ALL, large)).status).toBe(413);
    const body = new Blob([JSON.stringify(UNIT)]).stream();
    const headers = { authorization: `Bearer ${key}` };
    const request = { method: 'POST', headers, body, duplex: 'half' } as const;
    expect((await fetch(`${base}${ALL}`, request)).status).toBe(411);
    expect((await post(ALL, UNIT)).status).toBe(200);
  });

  it('lets a sender go on that asks for leave, and forgets one that goes away', async () => {
    const lines: string[] = [];
    const note = (message: string) => void lines.push(message);
    const { base, key, post } = await serving({ debug: note, info: note, warn: note, error: note });
    const { port } = new URL(base);
    const head = (length: number, more = '') =>
      `POST ${ALL} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Length: ${length}\r\n${more}\r\n`;
    const body = JSON.stringify(UNIT);
    const asking = connect(Number(port), '127.0.0.1');
    asking.write(head(body.length, 'Expect: 100-continue\r\n'));
    expect(String((await once(asking, 'data'))[0])).toMatch(/^HTTP\/1.1 100/);
    asking.write(body);
    expect(String((await once(asking, 'data'))[0])).toMatch(/^HTTP\/1.1 200/);
    asking.destroy();
    const leaving = connect(Number(port), '127.0.0.1');
    leaving.write(`${head(100)}{`);
    await sleep(20);
    leaving.destroy();
    expect((await post(ALL, UNIT)).status).toBe(200);
    expect(lines).toEqual([]);
  });

  it('takes over what another process writes', async () => {
    const path = `/tmp/ownflags-${process.pid}-${performance.now()}.sqlite`;
    const [store, other] = [await openSqliteStore(path), await openSqliteStore(path)];
    const { post } = await serving(undefined, store);
    await launchFlag(createOwnFlags(other, ''), 'copy');
    for (let tries = 0; (await post(ONE, UNIT)).status === 404; tries += 1) {
      expect(tries).toBeLessThan(200);
      await sleep(25);
    }
    await running?.stop();
    running = null;
    await Promise.all([store.close(), other.close()]);
  });

  it('goes on with what it has while the store is down', async () => {
    const lines: string[] = [];
    const note = (message: string) => void lines.push(message);
    const log = { debug: note, info: note, warn: note, error: note };
    const inner = await openSqliteStore(':memory:');
    let isDown = false;
    const down = () => Promise.reject(ownFault('store.unreachable', 'down'));
    const store: Store = {
      ...inner,
      flagPart: (id) => (isDown ? down() : inner.flagPart(id)),
      flagPartVersion: (id) => (isDown ? down() : inner.flagPartVersion(id)),
    };
    const { post, flags } = await serving(log, store);
    await launchFlag(flags, 'copy');
    const before = await (await post(ONE, UNIT)).json();
    isDown = true;
    while (lines.length === 0) await sleep(20);
    expect(await (await post(ONE, UNIT)).json()).toEqual(before);
    isDown = false;
    while (lines.length === 1) await sleep(20);
    expect(lines).toEqual([
      'the flags cannot be read; applications get the last ones',
      'the flags are read again',
    ]);
    await running?.stop();
    running = null;
    await inner.close();
  });
});
