import type { KnownBlock, ModalView } from '@slack/types';
import { actions } from '#block-kit/buttons.ts';
import { context, divider, section } from '#block-kit/layout.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { modal } from '#block-kit/view.ts';
import type { ConnectionState } from '#features/co-pilot.ts';
import { type FileValue, missingIn } from '#settings/file/edit-settings.ts';
import type { Settings } from '#settings/settings.ts';
import { CHECK_CONNECTIONS, OPEN_PART } from './ids.ts';
import { SETTINGS_PARTS } from './parts/all-parts.ts';
import type { SettingsPart } from './parts/settings-part.ts';
import { viewButton } from './view-button.ts';

/** What the overview shows. */
export interface OverviewParts {
  readonly settings: Settings;
  readonly file: FileValue;
  /** What the settings come from, in a line of mrkdwn. */
  readonly origin: string;
  /** Why the person may not change anything, in mrkdwn; null if they may. */
  readonly readOnly: string | null;
  /** How the connections stand; null if they were not asked. */
  readonly connections: readonly ConnectionState[] | null;
}

/** Every part with its present values in a line; of a workspace that is not set up, first what is missing, in order. */
export function overview({ settings, file, origin, readOnly, connections }: OverviewParts): ModalView {
  const missing = missingIn(settings);
  const lacks = (part: SettingsPart) =>
    missing.some(({ path }) => path[0] === (part.kind === 'list' ? part.group : part.id));
  return modal({
    title: 'Settings',
    callbackId: 'settings_overview',
    close: 'Close',
    blocks: [
      ...(readOnly === null ? [] : [section(readOnly)]),
      context([origin]),
      ...setupBlocks(missing.length === 0, SETTINGS_PARTS.filter(lacks)),
      divider(),
      ...SETTINGS_PARTS.map((part) =>
        partBlock(part, file, { isMissing: lacks(part), isReadOnly: readOnly !== null }),
      ),
      divider(),
      ...connectionBlocks(connections),
      actions([viewButton({ label: 'Check the connections', actionId: CHECK_CONNECTIONS })]),
      context(['`/experiment settings export` gives all of it as a file; `import` reads one.']),
    ],
  });
}

function setupBlocks(isComplete: boolean, lacking: readonly SettingsPart[]): readonly KnownBlock[] {
  if (isComplete) return [];
  const [next] = lacking;
  const steps = lacking.map(({ title }) => title).join(', ');
  return [
    section(
      `:construction: *Not ready yet.* No experiment can be proposed before these are filled in: ${steps}.${next === undefined ? '' : ` Begin with *${next.title}*.`}`,
    ),
  ];
}

function partBlock(
  part: SettingsPart,
  file: FileValue,
  { isMissing, isReadOnly }: { readonly isMissing: boolean; readonly isReadOnly: boolean },
): KnownBlock {
  const mark = isMissing ? ':black_square_button: ' : '';
  const accessory = viewButton({
    label: isReadOnly ? 'Look' : isMissing ? 'Fill in' : 'Edit',
    actionId: OPEN_PART,
    value: part.id,
    ...(isMissing && !isReadOnly ? { style: 'primary' as const } : {}),
  });
  return section(`${mark}*${part.title}*\n${escapeMrkdwn(part.line(file))}`, {
    blockId: `part_${part.id}`,
    accessory,
  });
}

/** How the connections stand, in a block. */
export function connectionBlocks(connections: readonly ConnectionState[] | null): readonly KnownBlock[] {
  if (connections === null) return [];
  const lines = connections.map(({ check, outcome, sentence }) => {
    const sign = outcome === 'fine' ? ':white_check_mark:' : outcome === 'lacking' ? ':warning:' : ':x:';
    if (sentence?.startsWith(check.what)) return `${sign} ${escapeMrkdwn(sentence)}`;
    return `${sign} ${escapeMrkdwn(check.what)}${sentence === null ? '' : `: ${escapeMrkdwn(sentence)}`}`;
  });
  return [section(lines.length === 0 ? 'There is no connection to check.' : lines.join('\n'))];
}
