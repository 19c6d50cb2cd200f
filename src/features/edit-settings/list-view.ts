import type { ModalView } from '@slack/types';
import { actions } from '#block-kit/buttons.ts';
import { selectMenu } from '#block-kit/choices.ts';
import { section } from '#block-kit/layout.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { modal } from '#block-kit/view.ts';
import { ADD_ENTRY, EDIT_ENTRY } from './ids.ts';
import type { EntriesPart, PartGround } from './parts/settings-part.ts';

/** Entries that are named in words; the menu has all of them. */
const NAMED = 20;

/** The entries of a list: one is chosen to be edited, or a new one added. Both menus hold at most the 100 entries that Slack takes. */
export function listView(part: EntriesPart, { file }: PartGround): ModalView {
  const entries = part.entries(file);
  const names = entries.slice(0, NAMED).map(({ label }) => `• ${escapeMrkdwn(label)}`);
  const more = entries.length > NAMED ? [`• and ${entries.length - NAMED} more, in the menu`] : [];
  const menu = (actionId: string, placeholder: string, choices: EntriesPart['kinds']) =>
    selectMenu({ actionId, placeholder, choices });
  return modal({
    title: part.title,
    callbackId: 'settings_list',
    close: 'Back',
    privateMetadata: JSON.stringify({ part: part.id }),
    blocks: [
      section(part.help),
      section(entries.length === 0 ? `There is no ${part.noun} yet.` : [...names, ...more].join('\n')),
      actions([
        ...(entries.length === 0 ? [] : [menu(EDIT_ENTRY, `Edit a ${part.noun}`, entries.slice(0, 100))]),
        menu(ADD_ENTRY, `Add a ${part.noun}`, part.kinds),
      ]),
    ],
  });
}
