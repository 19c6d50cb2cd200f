import { type Desk, nextNumber } from './desk.ts';
import { type Fields, fieldsIn, fieldsOf, flagOf, isFields, textOf } from './fields.ts';
import { withIds } from './ids-in-blocks.ts';
import { initialValues } from './initial-values.ts';
import type { SlackView, ViewValues } from './state.ts';
import { numbered } from './workspace.ts';

/** How many modals may lie on each other. */
export const deepestStack = 3;

/** A person's modals, the lowest first. */
export function stackOf(desk: Desk, user: string): readonly SlackView[] {
  return desk.state.modals.filter((open) => open.user === user).map((open) => open.view);
}

/** The view as Slack keeps it: ids filled in, what was typed kept if block and action are the same. */
export function keptView(desk: Desk, given: Fields, old?: SlackView): SlackView {
  const id = old?.id ?? numbered('V', nextNumber(desk));
  const blocks = withIds(desk, fieldsIn(given['blocks']));
  return {
    id,
    type: given['type'] === 'home' ? 'home' : 'modal',
    team_id: desk.state.team.id,
    app_id: desk.state.app.id,
    bot_id: desk.state.app.botId,
    callback_id: textOf(given['callback_id']) ?? '',
    external_id: textOf(given['external_id']) ?? '',
    title: objectOrNull(given['title']),
    submit: objectOrNull(given['submit']),
    close: objectOrNull(given['close']),
    blocks,
    private_metadata: textOf(given['private_metadata']) ?? '',
    clear_on_close: flagOf(given['clear_on_close']),
    notify_on_close: flagOf(given['notify_on_close']),
    root_view_id: old?.root_view_id ?? id,
    previous_view_id: old?.previous_view_id ?? null,
    hash: `${Math.floor(desk.now() / 1_000)}.hash${nextNumber(desk)}`,
    state: { values: keptValues(initialValues(blocks), old?.state.values ?? {}) },
  };
}

/** Opens a modal for a person: a first one, or on top of others. */
export function openModal(desk: Desk, user: string, given: Fields, below?: SlackView): SlackView {
  const made = keptView(desk, given);
  const view =
    below === undefined ? made : { ...made, root_view_id: below.root_view_id, previous_view_id: below.id };
  desk.state.modals.push({ user, view });
  desk.tell({ kind: 'view-opened', user, view });
  return view;
}

/** Puts a changed modal in the place of the old one. */
export function replaceModal(desk: Desk, view: SlackView): SlackView {
  desk.state.modals = desk.state.modals.map((open) => (open.view.id === view.id ? { ...open, view } : open));
  const owner = desk.state.modals.find((open) => open.view.id === view.id);
  if (owner !== undefined) desk.tell({ kind: 'view-updated', user: owner.user, view });
  return view;
}

/** Takes modals away: one, or all of a person. */
export function closeModals(
  desk: Desk,
  user: string,
  which: (view: SlackView) => boolean = () => true,
): void {
  const isClosing = (open: { user: string; view: SlackView }) => open.user === user && which(open.view);
  const closing = desk.state.modals.filter(isClosing);
  desk.state.modals = desk.state.modals.filter((open) => !isClosing(open));
  for (const { view } of closing) desk.tell({ kind: 'view-closed', user, view });
}

function keptValues(fresh: ViewValues, old: ViewValues): ViewValues {
  const blocks = Object.entries(fresh).map(([block, actions]) => [
    block,
    Object.fromEntries(
      Object.entries(actions).map(([action, value]) => {
        const before = old[block]?.[action];
        return [action, before !== undefined && before['type'] === value['type'] ? before : value];
      }),
    ),
  ]);
  return Object.fromEntries(blocks);
}

function objectOrNull(value: unknown): Fields | null {
  return isFields(value) ? fieldsOf(value) : null;
}
