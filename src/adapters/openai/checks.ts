import type { Check } from '#adapters/vendor.ts';
import { modelFault } from './fault-kinds.ts';
import type { OpenAiOptions } from './model.ts';
import { priceOf } from './prices.ts';
import { createOpenAiProbe, listModels } from './probe.ts';

type CheckedOptions = Pick<OpenAiOptions, 'apiKey' | 'baseUrl' | 'model' | 'models' | 'prices'>;

/**
 * The key works, the server has the model of each role, and each has a price. Only OpenAI's own list is complete: other servers may take
 * names that they do not list, so that a model missing there is logged and stops nothing. Without a price the bot works, and the cost of
 * a call is unknown.
 */
export function openAiChecks(options: CheckedOptions): readonly Check[] {
  const { models = {}, prices = {} } = options;
  const all = [...new Set([options.model, ...Object.values(models)])];
  return [
    { what: 'the key', ask: createOpenAiProbe(options), isNeeded: true },
    ...all.map((model) => ({
      what: `the model ${model}${rolesOf(model, options)}`,
      ask: () => askForModel(options, model),
      isNeeded: options.baseUrl === undefined,
    })),
    // No table at all is a choice; one that lacks a model is an oversight.
    ...(Object.keys(prices).length === 0 ? [] : all).map((model) => ({
      what: `the price of ${model}`,
      ask: async () => {
        if (priceOf(prices, model) === null) throw unpriced(model);
      },
      isNeeded: false,
    })),
  ];
}

/** Which roles have this model of their own, in brackets; empty if none has. */
function rolesOf(model: string, { models = {} }: CheckedOptions): string {
  const roles = Object.entries(models).flatMap(([role, own]) => (own === model ? [role] : []));
  return roles.length === 0 ? '' : ` (${roles.join(', ')})`;
}

function unpriced(model: string) {
  return modelFault(
    'unpriced',
    `OPENAI_PRICES has no price for the model "${model}", so that the cost of its calls is unknown, and only their tokens count against the ceilings. Add ${model}=<input>/<output>.`,
  );
}

async function askForModel(options: CheckedOptions, model: string): Promise<void> {
  const listed = await listModels(options);
  if (listed === null || listed.length === 0 || listed.includes(model)) return;
  const own = Object.entries(options.models ?? {}).find(([, name]) => name === model)?.[0];
  const name = own === undefined ? 'OPENAI_MODEL' : `OPENAI_MODEL_${own.toUpperCase()}`;
  throw modelFault(
    'missing',
    `The model service does not list the model "${model}". Set ${name} to one that it has.`,
  );
}
