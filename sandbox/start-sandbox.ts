import type { FullConfig, SandboxModel } from '#app/config.ts';
import { EXAMPLE_SETTINGS, loadExample } from '#sandbox/example-settings.ts';
import { manifestEvents, manifestScopes } from '#sandbox/manifest-scopes.ts';
import { type SandboxGitHub, startGitHub } from '#sandbox/stand-ins/github/sandbox-github.ts';
import { loadShopFiles, type RepositoryFiles } from '#sandbox/stand-ins/github/seed.ts';
import { type ScriptedModel, startScriptedModel } from '#sandbox/stand-ins/openai/scripted-model.ts';
import type { Scripts } from '#sandbox/stand-ins/openai/scripts.ts';
import { type SandboxPostHog, startPostHog } from '#sandbox/stand-ins/posthog/sandbox-posthog.ts';
import type { Scenario } from '#sandbox/stand-ins/posthog/scenario.ts';
import type { World } from '#sandbox/stand-ins/posthog/world.ts';
import { type Slack, startSlack } from '#sandbox/stand-ins/slack/start-slack.ts';
import type { VirtualClock } from '#sandbox/virtual-clock.ts';
import type { Settings } from '#settings/settings.ts';

const SIGNING_SECRET = 'sandbox-signing-secret';
const BOT_TOKEN = 'xoxb-sandbox';
const WEBHOOK_SECRET = 'sandbox-webhook-secret';

/** The people of the sandbox: who asks, who approves, who merges. */
export const PEOPLE = [
  { id: 'U0000000MIA', name: 'mia', realName: 'Mia (product manager)' },
  { id: 'U00000PRIYA', name: 'priya', realName: 'Priya (approver)' },
  { id: 'U0000000SAM', name: 'sam', realName: 'Sam (approver and engineer)' },
  { id: 'U0000000ADA', name: 'ada', realName: 'Ada (admin)', isAdmin: true },
] as const;

/** Everything that the bot talks to, on loopback, and the configuration that points it there. */
export interface Sandbox {
  readonly slack: Slack;
  readonly github: SandboxGitHub;
  readonly posthog: SandboxPostHog;
  /** Null if a real model is used. */
  readonly model: ScriptedModel | null;
  readonly clock: VirtualClock;
  readonly config: FullConfig;
  /** Tells every stand-in the address of the bot. */
  connect(port: number): Promise<void>;
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** Of the bot's own server; any that is free if left out. */
  readonly port?: number;
  readonly clock: VirtualClock;
  readonly databaseFile: string;
  readonly model?: SandboxModel;
  readonly scenarios?: readonly Scenario[];
  /** What answers PostHog's figures in place of the scenarios. */
  readonly figures?: Pick<World, 'look' | 'baseline'>;
  readonly logLevel?: string;
  /** Files of the repository; those of the shop if left out. */
  readonly files?: RepositoryFiles;
  /** Answers of the scripted model in place of its rules. */
  readonly scripts?: Scripts;
  /** The file that settings come from; without one they are those of the sandbox and never change. */
  readonly settingsFile?: string;
  /** Its settings are the first ones, and people change them. */
  readonly settingsMayChange?: true;
  /** No file governs and nothing is set up; people do that in Slack. */
  readonly isNew?: boolean;
}

/** Starts the stand-ins on free loopback ports. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { clock } = options;
  const slack = await startSlack({
    now: clock.now,
    signingSecret: SIGNING_SECRET,
    botToken: BOT_TOKEN,
    workspace: {
      users: PEOPLE,
      channels: [{ id: 'C000000GROW', name: 'growth' }],
      userGroups: [{ handle: 'growth-approvers', members: ['priya', 'sam'] }],
      scopes: manifestScopes(),
      events: manifestEvents(),
    },
  });
  const github = await startGitHub({
    files: options.files ?? (await loadShopFiles()),
    now: clock.now,
    people: PEOPLE.map(({ name }) => name),
  });
  const posthog = await startPostHog({
    now: clock.now,
    ...(options.scenarios === undefined ? {} : { scenarios: options.scenarios }),
    ...(options.figures === undefined ? {} : { figures: options.figures }),
  });
  const model =
    options.model == null ? await startScriptedModel({ port: 0, scripts: options.scripts ?? {} }) : null;
  const config = configOf(options, { slack, github, posthog, model });
  return {
    ...{ slack, github, posthog, model, clock, config },
    connect: async (port) => {
      slack.connectBot(`http://127.0.0.1:${port}/slack/events`);
      await github.registerWebhook(`http://127.0.0.1:${port}/github/webhook`, WEBHOOK_SECRET);
    },
    close: async () => {
      await Promise.all([slack.close(), github.close(), posthog.close(), model?.close()]);
    },
  };
}

function configOf(
  options: SandboxOptions,
  { slack, github, posthog, model }: Pick<Sandbox, 'slack' | 'github' | 'posthog' | 'model'>,
): FullConfig {
  const scripted = {
    apiKey: 'sk-sandbox',
    baseUrl: model?.baseUrl ?? null,
    model: 'scripted-model',
    structured: 'schema',
    timeoutMs: 120_000,
    prices: {},
  } as const;
  return {
    slack: {
      botToken: BOT_TOKEN,
      signingSecret: SIGNING_SECRET,
      appToken: null,
      apiUrl: slack.apiUrl,
      port: options.port ?? 0,
    },
    github: {
      token: github.token,
      baseUrl: github.url,
      webhookSecret: WEBHOOK_SECRET,
    },
    openai: options.model ?? scripted,
    posthog: {
      host: posthog.url,
      ingestionHost: posthog.url,
      projectId: posthog.projectId,
      personalApiKey: posthog.personalApiKey,
      queriesPerHour: 100,
      projectToken: posthog.projectToken,
    },
    operations: { host: '127.0.0.1', port: 0, token: null },
    desk: { kind: 'sandbox', people: PEOPLE.map(({ id, realName }) => ({ user: id, name: realName })) },
    // Its people are played on this machine, and so are the receivers of its webhooks.
    webhooks: { key: 'sandbox-webhook-key-for-trying-things-out', allowsLoopback: true },
    databaseFile: options.databaseFile,
    mongodbUri: null,
    settings: options.isNew === true ? null : settingsOf(options.settingsFile),
    ...(options.settingsMayChange === undefined ? {} : { settingsMayChange: true as const }),
    settingsFile: options.settingsFile ?? null,
    // Events of the stand-in are there at once.
    graceMinutes: 0,
    auditAnchor: null,
    logLevel: options.logLevel ?? 'error',
  };
}

function settingsOf(file: string | undefined): Settings {
  return file === undefined ? EXAMPLE_SETTINGS : loadExample(file);
}
