import type { SandboxModel } from '#app/config.ts';
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
