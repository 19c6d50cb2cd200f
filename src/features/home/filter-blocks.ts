import type { KnownBlock } from '@slack/types';
import { actions } from '#block-kit/buttons.ts';
import { limits } from '#block-kit/limits.ts';
import { homeList, homeSurface, homeWhose } from './actions.ts';
import { ALL_SURFACES, EVERYONE, SURFACE } from './chosen-filters.ts';
import { HOME_LISTS, type HomeList, type HomeState } from './home-state.ts';

/** The lists as the menu and the headlines name them. */
export const LIST_WORDS: Readonly<Record<HomeList, string>> = {
  all: 'All experiments',
  waiting: 'Waits for you',
  running: 'Running',
  planned: 'Planned',
  backlog: 'Backlog',
  decided: 'Decided, to clean up',
  done: 'Over',
};

/** The menus by which a person chooses a list, with what is chosen now. */
export function filterBlock(state: HomeState, surfaces: readonly string[]): KnownBlock {
  const named = surfaces.toSorted().slice(0, limits.select.options - 1);
  const others = state.surface === null || named.includes(state.surface) ? [] : [state.surface];
  const shown = [...others, ...named].slice(0, limits.select.options - 1);
  const choices = shown.map((name) => ({ value: `${SURFACE}${name}`, label: name }));
  return actions(
    [
      homeList.menu({
        placeholder: 'Show a list',
        choices: HOME_LISTS.map((value) => ({ value, label: LIST_WORDS[value] })),
        ...(state.list === null ? {} : { initial: state.list }),
      }),
      homeWhose.menu({
        placeholder: 'Whose',
        choices: [
          { value: EVERYONE, label: 'Everyone’s' },
          { value: 'mine', label: 'Only mine' },
        ],
        initial: state.mine ? 'mine' : EVERYONE,
      }),
      homeSurface.menu({
        placeholder: 'Surface',
        choices: [{ value: ALL_SURFACES, label: 'All surfaces' }, ...choices],
        initial: state.surface === null ? ALL_SURFACES : `${SURFACE}${state.surface}`,
      }),
    ],
    blockIdOf(state),
  );
}

/** Slack keeps what a person chose while the id of the block stays the same, so it says what the menus show. */
function blockIdOf({ list, mine, surface }: HomeState): string {
  return `home_filter:${list ?? 'overview'}:${mine ? 'mine' : 'all'}:${surface ?? ''}`;
}
