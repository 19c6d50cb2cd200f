import type { Check } from '#adapters/vendor.ts';
import { modelFault } from './fault-kinds.ts';
import type { OpenAiOptions } from './model.ts';
import { createOpenAiProbe, listModels } from './probe.ts';

type CheckedOptions = Pick<OpenAiOptions, 'apiKey' | 'baseUrl' | 'model'>;

/**
 * The key works, and the server has the model. Only OpenAI's own list is complete: other servers may take names that they
 * do not list, so that a model missing there is logged and stops nothing.
 */
export function openAiChecks(options: CheckedOptions): readonly Check[] {
  return [
    { what: 'the key', ask: createOpenAiProbe(options), isNeeded: true },
    {
      what: `the model ${options.model}`,
      ask: () => askForModel(options),
      isNeeded: options.baseUrl === undefined,
    },
  ];
}

async function askForModel(options: CheckedOptions): Promise<void> {
  const models = await listModels(options);
  if (models === null || models.length === 0 || models.includes(options.model)) return;
  throw modelFault(
    'missing',
    `The model service does not list the model "${options.model}". Set OPENAI_MODEL to one that it has.`,
  );
}
