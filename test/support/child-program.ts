import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { FullConfig } from '#app/config.ts';
import { EXAMPLE_FILE } from '#sandbox/example-settings.ts';
import { childEnvironment } from '#test/support/child-environment.ts';

/** The program that `npm start` runs. */
export const MAIN = join(import.meta.dirname, '../../src/main.ts');

/** The environment that says all of a configuration. */
export function variablesOf(config: FullConfig): Readonly<Record<string, string>> {
  const { slack, github, openai, posthog } = config;
  return {
    PORT: '0',
    OPERATIONS_PORT: '0',
    LOG_LEVEL: 'info',
    DATABASE_FILE: config.databaseFile,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl ?? '',
    GITHUB_TOKEN: github.token,
    GITHUB_API_URL: github.baseUrl ?? '',
    OPENAI_API_KEY: openai.apiKey,
    OPENAI_BASE_URL: openai.baseUrl ?? '',
    OPENAI_MODEL: openai.model,
    POSTHOG_HOST: posthog.host,
    POSTHOG_PROJECT_ID: posthog.projectId,
    POSTHOG_PERSONAL_API_KEY: posthog.personalApiKey,
    SETTINGS_FILE: EXAMPLE_FILE,
  };
}

/** Starts the program with this environment alone; `cwd` is a folder without a `.env`. */
export function startProgram(options: {
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Options of node. */
  readonly flags?: readonly string[];
}): ChildProcess {
  const { environment, cwd, flags = [] } = options;
  const env = childEnvironment(environment);
  return spawn(process.execPath, [...flags, MAIN], { env, cwd, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** The ports that the program says it listens on: for people, and for operators. */
export async function portsOf(program: ChildProcess): Promise<{ port: number; operationsPort: number }> {
  if (program.stdout === null) throw new Error('the program says nothing');
  for await (const line of createInterface({ input: program.stdout })) {
    const { port, operationsPort }: { port?: unknown; operationsPort?: unknown } = JSON.parse(line);
    if (typeof port === 'number' && typeof operationsPort === 'number') return { port, operationsPort };
  }
  throw new Error('the program ended before it listened');
}

/** The port that the program says it listens on. */
export async function portOf(program: ChildProcess): Promise<number> {
  return (await portsOf(program)).port;
}
