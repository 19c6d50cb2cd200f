import type { BotConfig } from '#app/config.ts';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';

export const SIGNING_SECRET = 'bench-signing-secret';
export const BOT_TOKEN = 'xoxb-bench';
export const APPROVER = 'U00000PRIYA';

/** A bot over this file whose every vendor is the one stand-in at `url`. */
export function benchConfig(databaseFile: string, url: string): BotConfig {
  return {
    slack: {
      ...{ botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET, appToken: null },
      ...{ apiUrl: `${url}/api/`, port: 0 },
    },
    github: { token: 'bench', baseUrl: url, webhookSecret: null },
    openai: {
      ...{ apiKey: 'bench', baseUrl: url, model: 'none', structured: 'schema', timeoutMs: 1_000, prices: {} },
    },
    posthog: {
      ...{
        host: url,
        ingestionHost: url,
        projectId: '1',
        personalApiKey: 'phx_bench',
        projectToken: null,
        queriesPerHour: 100,
      },
    },
    operations: { host: '127.0.0.1', port: 0, token: null },
    ...{
      databaseFile,
      mongodbUri: null,
      graceMinutes: 0,
      auditAnchor: null,
      logLevel: 'error',
      settingsFile: null,
    },
    settings: { ...EXAMPLE_SETTINGS, roles: { approvers: [APPROVER], admins: [] }, retentionDays: 730 },
  };
}
