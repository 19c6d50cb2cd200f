import { z } from 'zod';
import { list, readVariables, required, type VendorDescriptor } from '#adapters/vendor.ts';
import type { AgentRole } from '#domain/agent-output.ts';
import { openAiChecks } from './checks.ts';
import { createOpenAiEmbeddings } from './embeddings.ts';
import type { Structured } from './messages.ts';
import { createOpenAiModel } from './model.ts';
import type { ModelPrice, PriceTable } from './prices.ts';
import { createOpenAiProbe } from './probe.ts';

export interface ModelSettings {
  readonly apiKey: string;
  /** Of any server that speaks OpenAI's chat completions; null for OpenAI's own. */
  readonly baseUrl: string | null;
  readonly model: string;
  /** The models of roles that have one of their own, by role; left out if none has. */
  readonly models?: Readonly<Record<string, string>>;
  /** The model that turns texts into vectors; left out if there is none. */
  readonly embeddingsModel?: string;
  readonly structured: Structured;
  /** How long one answer may take, milliseconds. */
  readonly timeoutMs: number;
  /** US dollars per million tokens by model id; without a model's price its cost is unknown. */
  readonly prices: PriceTable;
}

/** `gpt-6-luna=0.10/0.50, other=1/5`: dollars per million tokens, in and out. */
const prices = list.transform((items, context): Record<string, ModelPrice> => {
  const entries = items.flatMap((item): [string, ModelPrice][] => {
    const [, id, input, output] = /^(\S+)=([\d.]+)\/([\d.]+)$/.exec(item) ?? [];
    if (id !== undefined) return [[id, { input: Number(input), cachedInput: null, output: Number(output) }]];
    context.addIssue({ code: 'custom', message: 'each price must be written as model=input/output' });
    return [];
  });
  return Object.fromEntries(entries);
});

const KEY = 'OPENAI_API_KEY';
const VARIABLES = {
  [KEY]: required(/./, 'set a key of OpenAI or of a compatible server'),
  OPENAI_BASE_URL: z.url({ error: 'must be an address such as https://api.openai.com/v1' }).optional(),
  OPENAI_MODEL: z.string().default('gpt-6-luna'),
  OPENAI_MODEL_SUPERVISOR: z.string().optional(),
  OPENAI_MODEL_DESIGNER: z.string().optional(),
  OPENAI_MODEL_POLICY: z.string().optional(),
  OPENAI_MODEL_IMPLEMENTER: z.string().optional(),
  OPENAI_MODEL_ANALYST: z.string().optional(),
  EMBEDDINGS_MODEL: z.string().optional(),
  OPENAI_STRUCTURED: z.enum(['schema', 'json', 'prompt']).default('schema'),
  OPENAI_PRICES: prices.default({}),
  OPENAI_TIMEOUT_SECONDS: z.coerce
    .number({ error: 'must be a number of seconds from 1 to 600' })
    .min(1, { error: 'must be at least 1 second' })
    .max(600, { error: 'must be at most 600 seconds' })
    .default(120),
};

function ownModels(given: Readonly<Record<AgentRole, string | undefined>>): Pick<ModelSettings, 'models'> {
  const own = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return own.length === 0 ? {} : { models: Object.fromEntries(own) };
}

/** OpenAI, or any server that speaks its chat completions; so its faults name "the model service". */
export const openAi: VendorDescriptor<ModelSettings, 'model' | 'embeddings'> = {
  id: 'model',
  name: 'The model service',
  key: KEY,
  fills: ['model', 'embeddings'],
  secrets: [/\bsk-(?=[A-Za-z_-]{0,300}\d)[A-Za-z0-9_-]{16,300}/],
  read: readVariables(VARIABLES, (set) => ({
    apiKey: set[KEY],
    baseUrl: set.OPENAI_BASE_URL ?? null,
    model: set.OPENAI_MODEL,
    ...ownModels({
      supervisor: set.OPENAI_MODEL_SUPERVISOR,
      designer: set.OPENAI_MODEL_DESIGNER,
      policy: set.OPENAI_MODEL_POLICY,
      implementer: set.OPENAI_MODEL_IMPLEMENTER,
      analyst: set.OPENAI_MODEL_ANALYST,
    }),
    ...(set.EMBEDDINGS_MODEL === undefined ? {} : { embeddingsModel: set.EMBEDDINGS_MODEL }),
    structured: set.OPENAI_STRUCTURED,
    timeoutMs: set.OPENAI_TIMEOUT_SECONDS * 1000,
    prices: set.OPENAI_PRICES,
  })),
  connect: ({ baseUrl, embeddingsModel, ...settings }, { fetch: send }) => {
    const options = { ...settings, ...(baseUrl === null ? {} : { baseUrl }) };
    const asking = { ...options, ...(send === undefined ? {} : { fetch: send }) };
    return {
      ports: {
        model: createOpenAiModel(asking),
        embeddings:
          embeddingsModel === undefined
            ? null
            : createOpenAiEmbeddings({ ...asking, model: embeddingsModel }),
      },
      probe: createOpenAiProbe(options),
      checks: () => openAiChecks(options),
    };
  },
};
