import { settingsJsonSchema } from '#settings/file/file-schema.ts';
import { say } from '#tools/command-line.ts';

/** The JSON schema of the settings file as the repository keeps it. */
export function schemaText(): string {
  return JSON.stringify(settingsJsonSchema(), null, 2);
}

/** Prints the JSON schema; answers the exit code. */
export function printSchema(): number {
  say(schemaText());
  return 0;
}
