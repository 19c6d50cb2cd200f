import { Agent } from 'undici';
import { describe, expect, it } from 'vitest';
import { createOpenAiModel } from '#adapters/openai/model.ts';

describe('the time that an answer may take', () => {
  it('is the setting’s alone: the HTTP client below sets no limit of its own', async () => {
    let sent: (RequestInit & { dispatcher?: unknown }) | undefined;
    const model = createOpenAiModel({
      ...{ apiKey: 'sk-test', model: 'some-model', structured: 'schema', timeoutMs: 600_000 },
      fetch: async (_, init) => {
        sent = init;
        return new Response('{}', { status: 401 });
      },
    });
    const question = { role: 'policy', instructions: 'x', input: 'y', schemaName: 'policy', schema: {} };
    await model.complete({ ...question, mostOutputTokens: 10, repair: null }).catch(() => {});
    expect(sent?.dispatcher).toBeInstanceOf(Agent);
  });
});
