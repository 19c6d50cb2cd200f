import type { BotConfig } from '#app/config.ts';

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
    github: { token: 'bench', baseUrl: url, webhookSecret: null, repositories: ['acme/shop'] },
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
    ...{ databaseFile, mongodbUri: null, approvers: [APPROVER], admins: [] },
    ...{ surfaces: ['level gate'], retentionDays: 730, graceMinutes: 0, logLevel: 'error' },
  };
}
