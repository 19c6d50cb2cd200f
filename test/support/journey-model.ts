import type { SandboxModel } from '#app/config.ts';
import { startWire } from '#sandbox/stand-ins/http/wire.ts';
import { type ScriptedModel, startScriptedModel } from '#sandbox/stand-ins/openai/scripted-model.ts';
import { startJourney } from './journey.ts';
import { playOut } from './journey-checks.ts';

/** How long the bot waits for an answer of the model here, in real milliseconds. */
const PATIENCE = 150;

/** A journey whose bot loses patience with the model after a moment. */
export async function withHastyModel(
  play: (journey: Awaited<ReturnType<typeof startJourney>>, model: ScriptedModel) => Promise<void>,
): Promise<void> {
  const model = await startScriptedModel({ port: 0 });
  try {
    const { baseUrl } = model;
    const hasty: SandboxModel = {
      ...{ apiKey: 'sk-sandbox', baseUrl, model: 'scripted-model', structured: 'schema' },
      timeoutMs: PATIENCE,
      prices: {},
    };
    await playOut(await startJourney({ model: hasty }), (journey) => play(journey, model));
  } finally {
    await model.close();
  }
}

/** Lets something happen before the next question of a role is answered. */
export type Before = (role: string, work: () => Promise<void>) => void;

/** A journey in which something may happen while an agent writes. */
export async function withModelBehind(
  play: (journey: Awaited<ReturnType<typeof startJourney>>, before: Before) => Promise<void>,
): Promise<void> {
  const waiting = new Map<string, () => Promise<void>>();
  const model = await startScriptedModel({ port: 0 });
  const wire = await startWire({
    handle: async ({ method, path, body }) => {
      const text = body.toString('utf8');
      for (const [role, work] of waiting) {
        if (!text.includes(`"name":"${role}"`)) continue;
        waiting.delete(role);
        await work();
      }
      const answer = await fetch(new URL(path, model.baseUrl), {
        ...{ method, headers: { 'content-type': 'application/json' } },
        ...(method === 'POST' ? { body: text } : {}),
      });
      return { status: answer.status, body: await answer.text() };
    },
  });
  try {
    const before: Before = (role, work) => {
      waiting.set(role, work);
    };
    const behind: SandboxModel = {
      ...{ apiKey: 'sk-sandbox', baseUrl: `${wire.url}/v1`, model: 'scripted-model' },
      ...{ structured: 'schema', timeoutMs: 10_000, prices: {} },
    };
    await playOut(await startJourney({ model: behind }), (journey) => play(journey, before));
  } finally {
    await wire.close();
    await model.close();
  }
}
