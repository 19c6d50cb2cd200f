import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { type Environment, readVariables } from '#adapters/vendor.ts';
import { type Result, refused } from '#shared/result.ts';
import type { GitHubApp } from './github-options.ts';

export interface GitHubSettings {
  /** Empty if the bot acts as an App. */
  readonly token: string;
  /** The App that the bot acts as; it goes before a token. */
  readonly app?: GitHubApp;
  /** Of GitHub Enterprise or the sandbox; null for the public one. */
  readonly baseUrl: string | null;
  /** Null if merges are noticed by polling. */
  readonly webhookSecret: string | null;
}

const TOKEN_ADVICE =
  'set a token that may write contents, pull requests and (for hand-offs) issues of the repositories, or GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY';
const APP_ADVICE = 'set it to the App ID or client ID that GitHub shows on the page of the App';
const INSTALLATION_ADVICE =
  'set it to the number at the end of the address of the installation, or leave it out';
const KEY_ADVICE =
  'set it to the private key that GitHub gave for the App, in PEM; line breaks may be written \\n';

const VARIABLES = {
  GITHUB_TOKEN: z.string().min(1, { error: TOKEN_ADVICE }).optional(),
  GITHUB_APP_ID: z
    .string()
    .regex(/^(?:\d{1,20}|Iv[\w.]{5,60})$/, { error: APP_ADVICE })
    .optional(),
  GITHUB_APP_INSTALLATION_ID: z
    .string()
    .regex(/^\d{1,15}$/, { error: INSTALLATION_ADVICE })
    .optional(),
  GITHUB_APP_PRIVATE_KEY: z
    .string()
    .transform((text) => text.replaceAll('\\n', '\n'))
    .refine(isPrivateKey, { error: KEY_ADVICE })
    .optional(),
  GITHUB_API_URL: z.url().optional(),
  GITHUB_WEBHOOK_SECRET: z.string().min(1).optional(),
};

const read = readVariables(VARIABLES, (set): GitHubSettings => {
  const { GITHUB_APP_ID: appId, GITHUB_APP_PRIVATE_KEY: privateKey, GITHUB_APP_INSTALLATION_ID: id } = set;
  const installationId = id === undefined ? null : Number(id);
  return {
    token: set.GITHUB_TOKEN ?? '',
    ...(appId === undefined || privateKey === undefined
      ? {}
      : { app: { appId, privateKey, installationId } }),
    baseUrl: set.GITHUB_API_URL ?? null,
    webhookSecret: set.GITHUB_WEBHOOK_SECRET ?? null,
  };
});

/** GitHub's settings; refuses if the bot can act neither by a token nor as an App. */
export function readGitHub(set: Environment): Result<GitHubSettings, readonly string[]> {
  const missing = missingIn(set);
  const settings = read(set);
  if (missing.length === 0) return settings;
  return refused([...missing, ...(settings.kind === 'refused' ? settings.problem : [])]);
}

function missingIn(set: Environment): readonly string[] {
  const has = (name: keyof typeof VARIABLES) => (set[name] ?? '') !== '';
  if (has('GITHUB_APP_ID'))
    return has('GITHUB_APP_PRIVATE_KEY') ? [] : [`GITHUB_APP_PRIVATE_KEY is not set: ${KEY_ADVICE}`];
  if (has('GITHUB_APP_PRIVATE_KEY')) return [`GITHUB_APP_ID is not set: ${APP_ADVICE}`];
  return set['GITHUB_TOKEN'] === undefined ? [`GITHUB_TOKEN is not set: ${TOKEN_ADVICE}`] : [];
}

function isPrivateKey(text: string): boolean {
  try {
    return createPrivateKey(text).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
