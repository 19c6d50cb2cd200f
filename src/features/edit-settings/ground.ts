import type { ModalView } from '@slack/types';
import { escapeMrkdwn } from '#block-kit/text.ts';
import type { ConnectionState, CoPilot } from '#features/co-pilot.ts';
import { fileValueOf } from '#settings/file/edit-settings.ts';
import type { SettingsVersion } from '#settings/settings-commit.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import type { SettingsAccess } from './access.ts';
import { overview } from './overview.ts';
import type { PartGround } from './parts/settings-part.ts';

/** What forms show now. Without an answer of the chat service, user groups that hold a role are shown by their ids alone. */
export async function groundNow({ settings, chat, log }: CoPilot): Promise<PartGround> {
  const file = fileValueOf(settings.inForce().settings);
  try {
    const groups = await chat.userGroups();
    return { file, groups: groups.map(({ id, name }) => ({ value: id, label: name })) };
  } catch (thrown) {
    log.warn('the user groups of the workspace are not told', faultFields(toAppError(thrown)));
    return { file, groups: [] };
  }
}

/** The overview as it is now, for a person with this access. */
export async function overviewNow(
  coPilot: CoPilot,
  { readOnly }: SettingsAccess,
  connections: readonly ConnectionState[] | null = null,
): Promise<ModalView> {
  const { settings } = coPilot.settings.inForce();
  const newest = await coPilot.settings.newest();
  return overview({
    ...{ settings, readOnly, connections, file: fileValueOf(settings) },
    origin: await originWords(coPilot, newest),
  });
}

async function originWords({ chat }: CoPilot, newest: SettingsVersion | null): Promise<string> {
  if (newest === null) return 'No version has been saved yet.';
  const { version, at, origin, by } = newest;
  const day = `<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time}|${new Date(at).toISOString().slice(0, 16)} UTC>`;
  const source =
    origin.kind === 'file'
      ? `from the file \`${escapeMrkdwn(origin.name)}\``
      : `by ${escapeMrkdwn((by === null ? null : await chat.displayNameOf(by)) ?? 'a person whose name was erased')}`;
  return `Version ${version}, ${source}, ${day}`;
}
