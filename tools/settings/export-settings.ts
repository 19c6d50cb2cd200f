import { writeFileSync } from 'node:fs';
import type { Store } from '#ports/store.ts';
import { writeSettings } from '#settings/file/write-settings.ts';
import { newestSettings, withUsers } from '#settings/settings-journal.ts';
import { say } from '#tools/command-line.ts';

/** Writes the newest version in the journal as a settings file; answers the exit code. `write` is null for the screen. */
export async function exportSettings(
  store: Pick<Store, 'commits' | 'slackUserOf'>,
  write: string | null,
): Promise<number> {
  const newest = await newestSettings(store);
  if (newest === null) {
    say('The journal holds no settings yet: the bot writes them when it starts.');
    return 1;
  }
  const { version, at } = newest;
  const settings = await withUsers({ userOf: (pseudonym) => store.slackUserOf(pseudonym) }, newest.settings);
  const text = writeSettings(
    settings,
    `Version ${version} of the settings, of ${new Date(at).toISOString()}`,
  );
  if (write === null) process.stdout.write(text);
  else writeFileSync(write, text);
  const all = newest.settings.roles;
  const lost =
    all.approvers.length + all.admins.length - settings.roles.approvers.length - settings.roles.admins.length;
  if (lost > 0) process.stderr.write(`Left out, because they were forgotten: people with a role, ${lost}.\n`);
  return 0;
}
