import { z } from 'zod';
import { HOME_LISTS, type HomeState } from './home-state.ts';

/** Action ids of the menus of a home. */
export const MENU_IDS = { list: 'home_list', whose: 'home_whose', surface: 'home_surface' } as const;
/** Values of the menus that stand for no filter. */
export const EVERYONE = 'everyone';
export const ALL_SURFACES = 'all surfaces';
/** A name of a surface stands behind this, so that none is taken for "all". */
export const SURFACE = 'surface ';

const Chosen = z.looseObject({ selected_option: z.looseObject({ value: z.string() }).nullish() });
const Values = z.record(z.string(), z.record(z.string(), z.unknown()));

/** What the menus of a home ask for, by the values that Slack sends with a choice; the first page of it. */
export function chosenFilters(values: unknown, before: HomeState): HomeState {
  const read = Values.safeParse(values);
  const blocks = read.success ? Object.values(read.data) : [];
  const chosenIn = (menu: string): string | null => {
    for (const block of blocks) {
      const chosen = Chosen.safeParse(block[menu]);
      if (chosen.success && chosen.data.selected_option != null) return chosen.data.selected_option.value;
    }
    return null;
  };
  const whose = chosenIn(MENU_IDS.whose);
  const surface = chosenIn(MENU_IDS.surface);
  return {
    list: HOME_LISTS.find((list) => list === chosenIn(MENU_IDS.list)) ?? before.list ?? 'all',
    mine: whose === null ? before.mine : whose !== EVERYONE,
    surface: surface === null ? before.surface : surfaceOf(surface),
    page: 1,
  };
}

function surfaceOf(value: string): string | null {
  return value.startsWith(SURFACE) ? value.slice(SURFACE.length) : null;
}
