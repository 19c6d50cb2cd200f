/**
 * `npm run settings -- <command>`: works on the settings file (`--file`, else SETTINGS_FILE, else co-pilot.yaml).
 * - `check`: lists every problem of the file with its line. If PostHog or flags of the bot's own are configured, also says of every metric whether its events came,
 *   and its level.
 * - `discover`: lists the events and actions that PostHog saw in the last 30 days and proposes metrics; `--write <file>` makes a file or
 *   adds them to one. `--action <number>` and `--saved-metric <number>` take one definition of PostHog instead.
 * - `export`: prints the newest version in the journal as a file, or writes it with `--write <file>`.
 * - `schema`: prints the JSON schema of the file, for editors.
 * Exit code 1: something is wrong with the settings. Exit code 2: the arguments, PostHog or the store cannot be used.
 */
import { loadEnvFile } from '#app/env-file.ts';
import { systemClock } from '#shared/clock.ts';
import { toAppError } from '#shared/errors.ts';
import { readArguments, refuseArguments } from './command-line.ts';
import { storeAddress } from './journal/open-store.ts';
import { parseAddress, readAddress } from './move/open-address.ts';
import { checkFile } from './settings/check-file.ts';
import { discover } from './settings/discover.ts';
import { exportSettings } from './settings/export-settings.ts';
import { platformOf } from './settings/platform.ts';
import { printSchema } from './settings/print-schema.ts';
import { readWanted } from './settings/read-wanted.ts';

const USAGE = `usage: npm run settings -- check | schema [--file <path>]
       npm run settings -- discover [--write <path>] [--action <number> | --saved-metric <number>]
                           [--approvers <ids>] [--admins <ids>] [--repositories <owner/name>]
       npm run settings -- export [--store <path or mongodb://…>] [--write <path>]`;

const text = { type: 'string' } as const;
const OPTIONS = {
  ...{ file: text, write: text, store: text, action: text, 'saved-metric': text },
  ...{ approvers: text, admins: text, repositories: text },
};

async function main(): Promise<number> {
  const given = readArguments({ options: OPTIONS, allowPositionals: true });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const { values, positionals } = given.value;
  const [command, ...more] = positionals;
  if (more.length > 0) return refuseArguments(`I do not know what "${more.join(' ')}" asks for.`, USAGE);
  const wanted = readWanted(values);
  if (wanted.kind === 'refused') return refuseArguments(wanted.problem, USAGE);
  loadEnvFile();
  const environment = process.env;
  switch (command) {
    case 'check':
      return checkFile(
        values.file ?? (environment['SETTINGS_FILE'] || 'co-pilot.yaml'),
        environment,
        systemClock,
      );
    case 'schema':
      return printSchema();
    case 'export':
      return exportFrom(storeAddress(values.store), values.write ?? null);
    case 'discover': {
      const platform = platformOf(environment);
      if (platform === null || platform.kind === 'refused') {
        const problems = platform?.problem ?? [
          'POSTHOG_HOST, POSTHOG_PROJECT_ID and POSTHOG_PERSONAL_API_KEY are not set, and neither is FLAGS_PORT.',
        ];
        return refuseArguments(
          problems.join('\n'),
          'Set them in the environment or in .env (see .env.example).',
        );
      }
      const list = (named: string | undefined, variable: string) =>
        itemsOf(named ?? environment[variable] ?? '');
      const request = {
        ...{ write: values.write ?? null, wanted: wanted.value },
        approvers: list(values.approvers, 'APPROVERS'),
        admins: list(values.admins, 'ADMINS'),
        repositories: list(values.repositories, 'GITHUB_REPOSITORIES'),
      };
      return discover(platform.value, request, systemClock);
    }
    default:
      return refuseArguments('Name a command.', USAGE);
  }
}

async function exportFrom(address: string, write: string | null): Promise<number> {
  const store = await readAddress(parseAddress(address));
  try {
    return await exportSettings(store, write);
  } finally {
    await store.close();
  }
}

function itemsOf(list: string): readonly string[] {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

try {
  process.exitCode = await main();
} catch (thrown) {
  process.stderr.write(`${toAppError(thrown).message}\n`);
  process.exitCode = 2;
}
