/**
 * `npm run settings -- <command>`: works on the settings file (`--file`, else SETTINGS_FILE, else co-pilot.yaml).
 * - `check`: reads the file and lists every problem with its line.
 * - `schema`: prints the JSON schema of the file, for editors.
 * Exit code 1: something is wrong with the settings. Exit code 2: the arguments cannot be used.
 */
import { loadEnvFile } from '#app/env-file.ts';
import { readArguments, refuseArguments } from './command-line.ts';
import { checkFile } from './settings/check-file.ts';
import { printSchema } from './settings/print-schema.ts';

const USAGE = 'usage: npm run settings -- check | schema [--file <path>]';

async function main(): Promise<number> {
  const given = readArguments({ options: { file: { type: 'string' } }, allowPositionals: true });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const { values, positionals } = given.value;
  const [command, ...more] = positionals;
  if (more.length > 0) return refuseArguments(`I do not know what "${more.join(' ')}" asks for.`, USAGE);
  loadEnvFile();
  const file = values.file ?? (process.env['SETTINGS_FILE'] || 'co-pilot.yaml');
  switch (command) {
    case 'check':
      return checkFile(file);
    case 'schema':
      return printSchema();
    default:
      return refuseArguments('Name a command.', USAGE);
  }
}

process.exitCode = await main();
