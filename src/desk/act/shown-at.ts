import { actions } from '#block-kit/buttons.ts';
import type { Visit } from '#desk/page.ts';
import { openSettings } from '#features/edit-settings/actions.ts';
import { proposeFromHome } from '#features/home/actions.ts';
import type { Shown } from './outcome.ts';
import type { Seal } from './seal.ts';
import { SealedWords } from './sealed.ts';

/** The blocks of a message of an experiment, by its name in presses, as the person sees it now; null if there is none for them. */
export type MessageAt = (visit: Visit, at: string) => Promise<Shown | null>;

/** What the desk itself offers, on pages that belong to no experiment. */
export const DESK_BUTTONS = {
  propose: proposeFromHome.button(null, { label: 'New experiment', style: 'primary' }),
  settings: openSettings.button(null, { label: 'Settings' }),
} as const;

/** The same, as a person is shown it. */
export const OFFERED: Shown = { blocks: [actions(Object.values(DESK_BUTTONS))], channel: null };

/** What the person was shown at this place: the desk, words that they were told, or a message. Null if that is gone. */
export async function shownAt(
  { seal, messageAt }: { readonly seal: Seal; readonly messageAt: MessageAt },
  visit: Visit,
  at: string,
): Promise<Shown | null> {
  if (at === 'desk') return OFFERED;
  if (!at.startsWith('told.')) return messageAt(visit, at);
  return SealedWords.read(seal.open(visit.user, at.slice('told.'.length)));
}
