import { z } from 'zod';
import type { ModelPrice } from '#adapters/openai/prices.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/** Addresses of vendors other than the public ones: a self-hosted PostHog, GitHub Enterprise, the sandbox. */
export interface BotConfig {
  readonly slack: {
    readonly botToken: string;
    readonly signingSecret: string;
    /** With an app token the bot uses Socket Mode, otherwise HTTP. */
    readonly appToken: string | null;
    readonly apiUrl: string | null;
    readonly port: number;
  };
  readonly github: {
    readonly token: string;
    readonly baseUrl: string | null;
    readonly webhookSecret: string | null;
    readonly repositories: readonly string[];
  };
  readonly openai: {
    readonly apiKey: string;
    readonly baseUrl: string | null;
    readonly model: string;
    readonly structured: 'schema' | 'json' | 'prompt';
    /** How long one answer may take, milliseconds. */
    readonly timeoutMs: number;
    /** US dollars per million tokens by model id; without a model's price its cost is unknown. */
    readonly prices: Readonly<Record<string, ModelPrice>>;
  };
  readonly posthog: {
    readonly host: string;
    readonly ingestionHost: string;
    readonly projectId: string;
    readonly personalApiKey: string;
    readonly projectToken: string | null;
  };
  /** The journal of one machine; not used where a MongoDB is given. */
  readonly databaseFile: string;
  /** The journal of many machines: a MongoDB replica set or sharded cluster. */
  readonly mongodbUri: string | null;
  readonly approvers: readonly string[];
  readonly admins: readonly string[];
  readonly surfaces: readonly string[];
  /** Days after the end of a person's last experiment that their key is kept; 0 keeps it for ever. */
  readonly retentionDays: number;
  readonly logLevel: string;
}

/** A real model in the sandbox, where an OpenAI key is set; null for the scripted one. */
export type SandboxModel = BotConfig['openai'] | null;

export type Config =
  | { readonly mode: 'sandbox'; readonly model: SandboxModel; readonly logLevel: string }
  | { readonly mode: 'slack'; readonly bot: BotConfig };

type Environment = Readonly<Record<string, string | undefined>>;

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);
const required = (pattern: RegExp, advice: string) =>
  z.string({ error: advice }).regex(pattern, { error: advice });
const nonEmpty = (advice: string) =>
  z
    .string({ error: advice })
    .pipe(list)
    .refine((items) => items.length > 0, { error: advice });
const userIds = (items: readonly string[]) => items.every((item) => /^[UW][A-Z0-9]+$/.test(item));
const USER_IDS = {
  error: 'each person must be a Slack user id such as U012AB3CD (profile, "Copy member ID")',
};

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

const ModelVariables = {
  OPENAI_BASE_URL: z.url({ error: 'must be an address such as https://api.openai.com/v1' }).optional(),
  OPENAI_MODEL: z.string().default('gpt-6-luna'),
  OPENAI_STRUCTURED: z.enum(['schema', 'json', 'prompt']).default('schema'),
  OPENAI_PRICES: prices.default({}),
  OPENAI_TIMEOUT_SECONDS: z.coerce
    .number({ error: 'must be a number of seconds from 1 to 600' })
    .min(1, { error: 'must be at least 1 second' })
    .max(600, { error: 'must be at most 600 seconds' })
    .default(120),
};

const Variables = z.object({
  SLACK_BOT_TOKEN: required(/^xoxb-/, 'set the bot token (xoxb-…, page "OAuth & Permissions" of the app)'),
  SLACK_SIGNING_SECRET: required(/./, 'set the signing secret (page "Basic Information" of the app)'),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-/, { error: 'must begin with xapp-; leave it out for HTTP' })
    .optional(),
  SLACK_API_URL: z.url().optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  GITHUB_TOKEN: required(/./, 'set a token that may write contents and pull requests of the repositories'),
  GITHUB_REPOSITORIES: nonEmpty('name at least one repository as owner/name, separated by commas').refine(
    (items) => items.every((item) => /^[\w.-]+\/[\w.-]+$/.test(item)),
    { error: 'each repository must be written as owner/name' },
  ),
  GITHUB_API_URL: z.url().optional(),
  GITHUB_WEBHOOK_SECRET: z.string().min(1).optional(),
  OPENAI_API_KEY: required(/./, 'set a key of OpenAI or of a compatible server'),
  ...ModelVariables,
  POSTHOG_HOST: z.url({ error: 'set the address of PostHog, such as https://eu.posthog.com' }),
  POSTHOG_INGESTION_HOST: z.url().optional(),
  POSTHOG_PROJECT_ID: required(/./, 'set the number of the project (in the address of its settings)'),
  POSTHOG_PERSONAL_API_KEY: required(
    /^phx_/,
    'set a personal API key (phx_…) with the scopes feature_flag:read, feature_flag:write, query:read',
  ),
  POSTHOG_PROJECT_TOKEN: z.string().regex(/^phc_/, { error: 'must begin with phc_' }).optional(),
  DATABASE_FILE: z.string().min(1).default('data/co-pilot.sqlite'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, { error: 'must begin with mongodb:// or mongodb+srv://' })
    .optional(),
  APPROVERS: nonEmpty('name at least one Slack user id (U…) who may approve, separated by commas').refine(
    userIds,
    USER_IDS,
  ),
  ADMINS: list.refine(userIds, USER_IDS).default([]),
  SURFACES: list.default(['level gate', 'e-mail', 'checkout']),
  RETENTION_DAYS: z.coerce
    .number({ error: 'must be a whole number of days; 0 keeps names for ever' })
    .int({ error: 'must be a whole number of days; 0 keeps names for ever' })
    .min(0, { error: 'must be 0 or more' })
    .default(365),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
});

/** What the process was started with. This file is the only one that looks at it. */
export function environment(): Environment {
  return process.env;
}

/** Any of these set means that a real workspace is meant. */
const REAL = ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN'] as const;

/**
 * Reads the configuration. With no Slack variable set the bot runs in the sandbox; with some, everything that a real
 * workspace needs must be there. Refuses with every problem at once, one line each, naming what to set.
 */
export function readConfig(environment: Environment): Result<Config, readonly string[]> {
  const set = setIn(environment);
  return REAL.every((name) => set[name] === undefined) ? sandboxConfig(set) : readWorkspaceConfig(set);
}

/** Reads the configuration of a real workspace, whatever is set. Refuses as `readConfig` does. */
export function readWorkspaceConfig(environment: Environment): Result<Config, readonly string[]> {
  const set = setIn(environment);
  const parsed = Variables.safeParse(set);
  if (!parsed.success) return refused(problemsOf(parsed.error, set));
  return ok({ mode: 'slack', bot: botConfig(parsed.data) });
}

/** The variables that hold more than blanks. */
function setIn(environment: Environment): Environment {
  return Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
}

function sandboxConfig(set: Environment): Result<Config, readonly string[]> {
  const parsed = z
    .object({
      ...ModelVariables,
      OPENAI_API_KEY: z.string().optional(),
      LOG_LEVEL: z.string().default('error'),
    })
    .safeParse(set);
  if (!parsed.success) return refused(problemsOf(parsed.error, set));
  const { OPENAI_API_KEY: apiKey, ...model } = parsed.data;
  return ok({
    mode: 'sandbox',
    model: apiKey === undefined ? null : { ...modelOf(model), apiKey },
    logLevel: parsed.data.LOG_LEVEL,
  });
}

function modelOf(data: {
  OPENAI_BASE_URL?: string | undefined;
  OPENAI_MODEL: string;
  OPENAI_STRUCTURED: 'schema' | 'json' | 'prompt';
  OPENAI_TIMEOUT_SECONDS: number;
  OPENAI_PRICES: Record<string, ModelPrice>;
}) {
  return {
    baseUrl: data.OPENAI_BASE_URL ?? null,
    model: data.OPENAI_MODEL,
    structured: data.OPENAI_STRUCTURED,
    timeoutMs: data.OPENAI_TIMEOUT_SECONDS * 1000,
    prices: data.OPENAI_PRICES,
  };
}

function botConfig(data: z.infer<typeof Variables>): BotConfig {
  return {
    slack: {
      botToken: data.SLACK_BOT_TOKEN,
      signingSecret: data.SLACK_SIGNING_SECRET,
      appToken: data.SLACK_APP_TOKEN ?? null,
      apiUrl: data.SLACK_API_URL ?? null,
      port: data.PORT,
    },
    github: {
      token: data.GITHUB_TOKEN,
      baseUrl: data.GITHUB_API_URL ?? null,
      webhookSecret: data.GITHUB_WEBHOOK_SECRET ?? null,
      repositories: data.GITHUB_REPOSITORIES,
    },
    openai: { ...modelOf(data), apiKey: data.OPENAI_API_KEY },
    posthog: {
      host: data.POSTHOG_HOST,
      ingestionHost: data.POSTHOG_INGESTION_HOST ?? data.POSTHOG_HOST,
      projectId: data.POSTHOG_PROJECT_ID,
      personalApiKey: data.POSTHOG_PERSONAL_API_KEY,
      projectToken: data.POSTHOG_PROJECT_TOKEN ?? null,
    },
    databaseFile: data.DATABASE_FILE,
    mongodbUri: data.MONGODB_URI ?? null,
    approvers: data.APPROVERS,
    admins: data.ADMINS,
    surfaces: data.SURFACES,
    retentionDays: data.RETENTION_DAYS,
    logLevel: data.LOG_LEVEL,
  };
}

function problemsOf(error: z.ZodError, set: Environment): readonly string[] {
  return error.issues.map(({ path, message }) => {
    const name = path.join('.');
    return `${name}${set[name] === undefined ? ' is not set' : ''}: ${message}`;
  });
}
