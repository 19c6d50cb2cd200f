import { z } from 'zod';
import { type Environment, readVariables } from '#adapters/vendor.ts';
import type { RunsKept } from '#agents/keeper.ts';
import { findSettings } from '#app/find-settings.ts';
import { modeOf } from '#app/mode.ts';
import { readOperations } from '#app/operations-settings.ts';
import type { OperationsAddress } from '#app/operations-side.ts';
import { readCeilings } from '#app/read-ceilings.ts';
import { readRunsKept } from '#app/read-runs-kept.ts';
import { readWebhooks, type WebhookSettings } from '#app/read-webhooks.ts';
import { readVendors, VENDORS, type VendorSettings } from '#app/vendors.ts';
import type { DeskSettings } from '#app/web/desk-settings.ts';
import { readDesk } from '#app/web/read-desk.ts';
import type { Ceilings } from '#domain/spending/ceilings.ts';
import type { Settings } from '#settings/settings.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/** What the bot itself is set to. */
interface OwnSettings {
  /** The journal of one machine; not used if a MongoDB is given. */
  readonly databaseFile: string;
  /** The journal of many machines: a MongoDB replica set or sharded cluster; null for one machine. */
  readonly mongodbUri: string | null;
  /** True if a MongoDB without replicas is taken, for trying; false if it is left out. */
  readonly mongodbAllowStandalone?: boolean;
  /** Minutes by which a look reads less than its moment, so that late events have arrived. */
  readonly graceMinutes: number;
  readonly logLevel: string;
  /** What the agents may use for one experiment and in one day; the defaults if it is left out. */
  readonly ceilings?: Ceilings | undefined;
  /** How long and how much is kept of the runs of a model; the defaults if it is left out. */
  readonly runsKept?: RunsKept | undefined;
  /** The file outside of the store in which the heads of chains are recorded every day; null for the log alone. */
  readonly auditAnchor: string | null;
  readonly operations: OperationsAddress;
  /** How people come to the desk in the browser; null or left out: there is none. */
  readonly desk?: DeskSettings | null;
  /** The repository that the bot is built from, as `owner/name`, whose experiments on prompts it takes part in; null or left out: in none. */
  readonly ownRepository?: string | null;
  /** What webhooks are set to; left out: there are none. */
  readonly webhooks?: WebhookSettings;
  /** What the team decides, as its file said at the start; null if no file governs: then admins set it up in Slack. */
  readonly settings: Settings | null;
  /** They are the first ones and govern no longer than that: people change them, as if no file governed. For the sandbox; left out: a file governs. */
  readonly settingsMayChange?: true;
  /** The file that is watched for changes of them; null if there is none. */
  readonly settingsFile: string | null;
}

/** All that a bot is set to: its own settings, and those of each vendor by the name of its folder. */
export type BotConfig = VendorSettings & OwnSettings;

/** A configuration in which the vendors are those that the sandbox stands in for. */
export type FullConfig = BotConfig & Required<Pick<BotConfig, 'slack' | 'github' | 'openai' | 'posthog'>>;

/** A real model in the sandbox, if an OpenAI key is set; null for the scripted one. */
export type SandboxModel = FullConfig['openai'] | null;

/** A bot for a real workspace. */
export interface WorkspaceConfig {
  readonly mode: 'slack';
  readonly bot: BotConfig;
}

export type Config =
  | {
      readonly mode: 'sandbox';
      /** Why the bot does not run in a workspace, in sentences. */
      readonly why: string;
      readonly model: SandboxModel;
      readonly logLevel: string;
    }
  | WorkspaceConfig;

/** Variables of earlier versions, and what has become of them in the settings file. */
const MOVED = {
  APPROVERS: 'roles.approvers',
  ADMINS: 'roles.admins',
  SURFACES: 'surfaces',
  GITHUB_REPOSITORIES: 'repositories',
  RETENTION_DAYS: 'retentionDays',
} as const;

const NO_ADDRESS =
  'WAREHOUSE_URL is not set, but the settings describe a warehouse: set its address (docs/warehouse.md), or remove `warehouse` from the settings.';
const NO_OWN_PLATFORM =
  'OWN_REPOSITORY is set, but experiments on the prompts of the bot need its own flags and its own observations: set FLAGS_PORT (docs/flags.md) and leave POSTHOG_HOST and WAREHOUSE_URL out, or remove it.';
const MINUTES = { error: 'must be a whole number of minutes from 0 to 1440; 60 if left out' };

const readOwn = readVariables(
  {
    DATABASE_FILE: z.string().min(1).default('data/co-pilot.sqlite'),
    MONGODB_URI: z
      .string()
      .regex(/^mongodb(\+srv)?:\/\//, { error: 'must begin with mongodb:// or mongodb+srv://' })
      .optional(),
    MONGODB_ALLOW_STANDALONE: z.enum(['0', '1'], { error: 'must be 1 or 0; 0 if left out' }).default('0'),
    LOOK_GRACE_MINUTES: z.coerce.number(MINUTES).int(MINUTES).min(0, MINUTES).max(1_440, MINUTES).default(60),
    AUDIT_ANCHOR: z.string().min(1).optional(),
    OWN_REPOSITORY: z
      .string()
      .regex(/^[\w.-]+\/[\w.-]+$/, { error: 'must be the repository that the bot is built from, owner/name' })
      .optional(),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  },
  (set): Omit<OwnSettings, 'settings' | 'settingsFile' | 'operations' | 'desk' | 'webhooks'> => ({
    databaseFile: set.DATABASE_FILE,
    mongodbUri: set.MONGODB_URI ?? null,
    mongodbAllowStandalone: set.MONGODB_ALLOW_STANDALONE === '1',
    graceMinutes: set.LOOK_GRACE_MINUTES,
    logLevel: set.LOG_LEVEL,
    auditAnchor: set.AUDIT_ANCHOR ?? null,
    ownRepository: set.OWN_REPOSITORY ?? null,
  }),
);

/** What the process was started with. This file is the only one that looks at it. */
export function environment(): Environment {
  return process.env;
}

/**
 * Reads the configuration of the mode that `modeOf` chooses; in a workspace everything that it needs must be there. Refuses
 * with every problem at once, one line each, naming what to set.
 */
export function readConfig(environment: Environment): Result<Config, readonly string[]> {
  const set = setIn(environment);
  const chosen = modeOf(set);
  if (chosen.kind === 'refused') return refused([chosen.problem]);
  return chosen.value.mode === 'sandbox' ? sandboxConfig(set, chosen.value.why) : readWorkspaceConfig(set);
}

/** Reads the configuration of a real workspace, whatever is set. Refuses as `readConfig` does. */
export function readWorkspaceConfig(environment: Environment): Result<WorkspaceConfig, readonly string[]> {
  const set = setIn(environment);
  const vendors = readVendors(set);
  const own = readOwn(set);
  const operations = readOperations(set);
  const ceilings = readCeilings(set);
  const runsKept = readRunsKept(set);
  const desk = readDesk(set);
  const webhooks = readWebhooks(set);
  const settings = findSettings(set['SETTINGS_FILE'] ?? null);
  const problems = [vendors, own, operations, ceilings, runsKept, desk, webhooks, settings].flatMap((read) =>
    read.kind === 'refused' ? read.problem : [],
  );
  const moved = Object.entries(MOVED)
    .filter(([name]) => set[name] !== undefined)
    .map(
      ([name, place]) => `${name}: this stands in the settings file now, as ${place}. Remove the variable.`,
    );
  if (
    vendors.kind === 'refused' ||
    own.kind === 'refused' ||
    operations.kind === 'refused' ||
    ceilings.kind === 'refused' ||
    runsKept.kind === 'refused' ||
    desk.kind === 'refused' ||
    webhooks.kind === 'refused' ||
    settings.kind === 'refused' ||
    moved.length > 0
  )
    return refused([...problems, ...moved]);
  if (settings.value.settings?.warehouse !== undefined && vendors.value.warehouse === undefined)
    return refused([NO_ADDRESS]);
  const { 'own-flags': flags, 'own-observations': observations, warehouse } = vendors.value;
  const isOwn = flags !== undefined && observations !== undefined && warehouse === undefined;
  if (own.value.ownRepository != null && !isOwn) return refused([NO_OWN_PLATFORM]);
  const bot = {
    ...vendors.value,
    ...own.value,
    operations: operations.value,
    ceilings: ceilings.value,
    runsKept: runsKept.value,
    desk: desk.value,
    webhooks: webhooks.value,
    ...settings.value,
  };
  return ok({ mode: 'slack', bot });
}

/** The variables that hold more than blanks. */
function setIn(environment: Environment): Environment {
  return Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
}

function sandboxConfig(set: Environment, why: string): Result<Config, readonly string[]> {
  const logLevel = set['LOG_LEVEL'] ?? 'error';
  if (set[VENDORS.openai.key] === undefined) return ok({ mode: 'sandbox', why, model: null, logLevel });
  const model = VENDORS.openai.read(set);
  return model.kind === 'refused' ? model : ok({ mode: 'sandbox', why, model: model.value, logLevel });
}
