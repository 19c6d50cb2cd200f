import { z } from 'zod';
import { type Environment, list, nonEmptyList, readVariables } from '#adapters/vendor.ts';
import { readVendors, VENDORS, type VendorSettings } from '#app/vendors.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/** What the bot itself is set to. */
interface OwnSettings {
  /** The journal of one machine; not used if a MongoDB is given. */
  readonly databaseFile: string;
  /** The journal of many machines: a MongoDB replica set or sharded cluster; null for one machine. */
  readonly mongodbUri: string | null;
  readonly approvers: readonly string[];
  readonly admins: readonly string[];
  readonly surfaces: readonly string[];
  /** Days after the end of a person's last experiment that their key is kept; 0 keeps it for ever. */
  readonly retentionDays: number;
  /** Minutes by which a look reads less than its moment, so that late events have arrived. */
  readonly graceMinutes: number;
  readonly logLevel: string;
}

/** All that a bot is set to: its own settings, and those of each vendor by the name of its folder. */
export type BotConfig = VendorSettings & OwnSettings;

/** A configuration in which the vendors are those that the sandbox stands in for. */
export type FullConfig = BotConfig & Required<Pick<BotConfig, 'slack' | 'github' | 'openai' | 'posthog'>>;

/** A real model in the sandbox, if an OpenAI key is set; null for the scripted one. */
export type SandboxModel = FullConfig['openai'] | null;

export type Config =
  | { readonly mode: 'sandbox'; readonly model: SandboxModel; readonly logLevel: string }
  | { readonly mode: 'slack'; readonly bot: BotConfig };

const userIds = (items: readonly string[]) => items.every((item) => /^[UW][A-Z0-9]+$/.test(item));
const USER_IDS = {
  error: 'each person must be a Slack user id such as U012AB3CD (profile, "Copy member ID")',
};
const DAYS = { error: 'must be a whole number of days; 0 keeps names for ever' };

const MINUTES = { error: 'must be a whole number of minutes from 0 to 1440; 60 if left out' };

const readOwn = readVariables(
  {
    DATABASE_FILE: z.string().min(1).default('data/co-pilot.sqlite'),
    MONGODB_URI: z
      .string()
      .regex(/^mongodb(\+srv)?:\/\//, { error: 'must begin with mongodb:// or mongodb+srv://' })
      .optional(),
    APPROVERS: nonEmptyList(
      'name at least one Slack user id (U…) who may approve, separated by commas',
    ).refine(userIds, USER_IDS),
    ADMINS: list.refine(userIds, USER_IDS).default([]),
    SURFACES: list.default(['level gate', 'e-mail', 'checkout']),
    RETENTION_DAYS: z.coerce.number(DAYS).int(DAYS).min(0, { error: 'must be 0 or more' }).default(365),
    LOOK_GRACE_MINUTES: z.coerce.number(MINUTES).int(MINUTES).min(0, MINUTES).max(1_440, MINUTES).default(60),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  },
  (set): OwnSettings => ({
    databaseFile: set.DATABASE_FILE,
    mongodbUri: set.MONGODB_URI ?? null,
    approvers: set.APPROVERS,
    admins: set.ADMINS,
    surfaces: set.SURFACES,
    retentionDays: set.RETENTION_DAYS,
    graceMinutes: set.LOOK_GRACE_MINUTES,
    logLevel: set.LOG_LEVEL,
  }),
);

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
  const vendors = readVendors(set);
  const own = readOwn(set);
  const problems = [vendors, own].flatMap((read) => (read.kind === 'refused' ? read.problem : []));
  if (vendors.kind === 'refused' || own.kind === 'refused') return refused(problems);
  return ok({ mode: 'slack', bot: { ...vendors.value, ...own.value } });
}

/** The variables that hold more than blanks. */
function setIn(environment: Environment): Environment {
  return Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
}

function sandboxConfig(set: Environment): Result<Config, readonly string[]> {
  const logLevel = set['LOG_LEVEL'] ?? 'error';
  if (set[VENDORS.openai.key] === undefined) return ok({ mode: 'sandbox', model: null, logLevel });
  const model = VENDORS.openai.read(set);
  return model.kind === 'refused' ? model : ok({ mode: 'sandbox', model: model.value, logLevel });
}
