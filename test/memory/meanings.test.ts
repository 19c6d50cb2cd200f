import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOpenAiEmbeddings } from '#adapters/openai/embeddings.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { createMemory } from '#memory/create-memory.ts';
import { fused } from '#memory/fused.ts';
import { createRemembered } from '#memory/known.ts';
import { createMeanings } from '#memory/meanings.ts';
import type { Store } from '#ports/store.ts';
import { type ScriptedModel, startScriptedModel } from '#sandbox/stand-ins/openai/scripted-model.ts';
import type { LogFields } from '#shared/logger.ts';
import { past } from './example-pasts.ts';

let server: ScriptedModel;
let store: Store;
let warned: string[] = [];
beforeEach(async () => {
  server = await startScriptedModel({ port: 0 });
  store = await openSqliteStore(':memory:');
  warned = [];
});
afterEach(async () => {
  await store.close();
  await server.close();
});

const log = {
  ...{ debug: () => {}, info: () => {}, error: () => {} },
  warn: (line: string, _fields?: LogFields) => {
    warned.push(line);
  },
};

const PASTS = [
  past({ key: 'match-expires', idea: 'A match expires after a day' }),
  past({ key: 'green-button', idea: 'Paint the button green' }),
];

function memoryOf(baseUrl = server.baseUrl, redact = (text: string) => text) {
  const remembered = createRemembered();
  for (const one of PASTS) remembered.put(one.key, one);
  const embeddings = createOpenAiEmbeddings({ apiKey: 'sk-test', baseUrl, model: 'scripted-embeddings' });
  const meanings = createMeanings({ embeddings, store, redact, log });
  const memory = createMemory({ known: async () => remembered, mayBeNamed: async () => true, meanings });
  const keys = async (words: string) =>
    (await memory.search(words, { sees: async () => true, limit: 1 })).map(({ past: { key } }) => key);
  return { keys, embeddings };
}

describe('search by meaning', () => {
  it('finds what shares no word, once the vectors are there', async () => {
    const { keys } = memoryOf();
    await keys('vanish');
    await vi.waitFor(async () => expect(await keys('vanish')).toEqual(['match-expires']));
  });

  it('keeps the vectors in the store, so that another process need not ask for them', async () => {
    const first = memoryOf();
    await first.keys('vanish');
    await vi.waitFor(async () => expect(await first.keys('vanish')).toEqual(['match-expires']));
    const put = vi.spyOn(store, 'putVector');
    const second = memoryOf();
    await vi.waitFor(async () => expect(await second.keys('vanish')).toEqual(['match-expires']));
    expect(put).not.toHaveBeenCalled();
  });

  it('goes by words alone if the service does not answer, and says so once', async () => {
    const { keys } = memoryOf('http://127.0.0.1:9/v1');
    expect(await keys('green')).toEqual(['green-button']);
    expect(await keys('green')).toEqual(['green-button']);
    expect(warned).toEqual(['the embeddings service does not answer; searches go by words alone']);
  });

  it('sends nothing that is private', async () => {
    const seen: string[] = [];
    const { keys, embeddings } = memoryOf(server.baseUrl, (text) => {
      seen.push(text);
      return 'redacted';
    });
    const embed = vi.spyOn(embeddings, 'embed');
    await keys('ada@shop.dev');
    expect(seen).toContain('ada@shop.dev');
    await vi.waitFor(async () => expect(seen.length).toBeGreaterThan(2));
    await vi.waitFor(() => expect(embed).toHaveBeenCalledTimes(2));
    expect(new Set(embed.mock.calls.flatMap(([texts]) => texts))).toEqual(new Set(['redacted']));
  });

  it('gives one vector for each text, in order, and refuses what the service refuses', async () => {
    const { embeddings } = memoryOf();
    const [a, b] = await embeddings.embed(['green', 'purple']);
    expect([a?.length, b?.length]).toEqual([512, 512]);
    expect(a).not.toEqual(b);
    await expect(embeddings.embed([''])).rejects.toMatchObject({ code: expect.stringMatching(/^model\./) });
  });
});

describe('fused rankings', () => {
  it('puts first what stands high in both', () => {
    expect(
      fused([
        ['a', 'b'],
        ['c', 'b'],
      ])[0],
    ).toBe('b');
    expect(fused([['a', 'b'], []])).toEqual(['a', 'b']);
    expect(fused([[], []])).toEqual([]);
  });
});
