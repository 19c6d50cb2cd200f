import { OpenFeature } from '@openfeature/server-sdk';
import { afterEach, describe, expect, it } from 'vitest';
import { createLocalFlags, type LocalFlagsOptions } from '#evaluation/local-flags.ts';
import { createLocalProvider } from '#evaluation/local-provider.ts';
import { HALVES, launchFlag, startServing } from '#test/app/flag-server/serving.ts';

const UNIT = { targetingKey: 'user-1' };
const ends: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function connected(options: Partial<LocalFlagsOptions> = {}) {
  const serving = await startServing();
  await launchFlag(serving.flags, 'copy');
  const faults: unknown[] = [];
  const local = createLocalFlags({
    ...{ url: `${serving.base}/`, key: serving.key, onFault: (fault) => void faults.push(fault) },
    ...options,
  });
  ends.push(local.stop, serving.stop);
  return { ...serving, local, faults };
}

describe('local flags', () => {
  it('say that nothing has arrived before the first document', async () => {
    const { local } = await connected();
    expect(local.evaluate('copy', UNIT)).toMatchObject({ errorCode: 'PROVIDER_NOT_READY' });
    expect(await local.refresh()).toBe(true);
    expect(local.evaluate('copy', UNIT)).toMatchObject({ reason: 'SPLIT' });
  });

  it('take over a change, and ask for the whole document only then', async () => {
    const sizes: number[] = [];
    const counting: typeof fetch = async (...request) => {
      const response = await fetch(...request);
      const text = await response.clone().text();
      sizes.push(text.length);
      return response;
    };
    const { local, flags } = await connected({ fetch: counting });
    for (let times = 0; times < 3; times += 1) await local.refresh();
    await flags.set('copy', { ...HALVES, allocation: { control: 0, treatment: 1 } }, null);
    await local.refresh();
    expect(local.evaluate('copy', UNIT)).toMatchObject({ variant: 'treatment', reason: 'STATIC' });
    expect(sizes.map((size) => size > 0)).toEqual([true, false, false, true]);
  });

  it('keep their last state while the bot is down, as long as they may', async () => {
    let now = 0;
    const { local, server, faults } = await connected({ now: () => now, expiresAfterMs: 1_000 });
    await local.refresh();
    const before = local.evaluate('copy', UNIT);
    await server.stop();
    now = 1_000;
    expect(await local.refresh()).toBe(false);
    expect(faults).toHaveLength(1);
    expect(local.evaluate('copy', UNIT)).toEqual(before);
    now = 1_001;
    expect(local.evaluate('copy', UNIT)).toMatchObject({ errorCode: 'PROVIDER_NOT_READY' });
  });

  it('start from a document that was kept, and take no rubbish', async () => {
    let kept = '';
    const { local, faults } = await connected({
      onDocument: (json) => {
        kept = json;
      },
    });
    await local.refresh();
    const again = createLocalFlags({ url: 'http://127.0.0.1:1', key: 'cpf_none', initial: kept });
    ends.push(again.stop);
    expect(again.evaluate('copy', UNIT)).toEqual(local.evaluate('copy', UNIT));
    const rubbish = createLocalFlags({
      ...{ url: 'http://127.0.0.1:1', key: '', initial: '{', onFault: (fault) => void faults.push(fault) },
    });
    ends.push(rubbish.stop);
    expect(faults).toHaveLength(1);
  });

  it('are a provider of OpenFeature', async () => {
    const { local, ledger } = await connected();
    await ledger.change(
      'copy',
      (flag) =>
        flag && { ...flag, variants: flag.variants.map((one) => ({ ...one, value: { words: one.key } })) },
    );
    await OpenFeature.setProviderAndWait('local', createLocalProvider(local));
    ends.push(() => OpenFeature.close());
    const client = OpenFeature.getClient('local');
    const got = await client.getObjectDetails('copy', { words: 'none' }, UNIT);
    expect(got).toMatchObject({ reason: 'SPLIT', value: { words: got.variant } });
    const wrong = await client.getStringDetails('copy', 'mine', UNIT);
    expect(wrong).toMatchObject({ value: 'mine', errorCode: 'TYPE_MISMATCH' });
    expect(await client.getStringDetails('none', 'mine', UNIT)).toMatchObject({
      errorCode: 'FLAG_NOT_FOUND',
    });
  });
});
