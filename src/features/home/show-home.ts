import type { HomeParts } from '#block-kit/view.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { ShownHome } from '#features/home-opened.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import { shortId } from '#shared/ids.ts';
import { renderBrokenHome, renderForeignHome, renderHomeList, renderOverview } from './blocks.ts';
import { gatherHome } from './gather-home.ts';
import { gatherList } from './gather-list.ts';
import type { HomeState } from './home-state.ts';

/** What showing a home works with. */
export type HomeCoPilot = Pick<
  CoPilot,
  'store' | 'people' | 'load' | 'sight' | 'chat' | 'clock' | 'log' | 'choices' | 'homes'
>;

/**
 * Shows a person a part of their home. `over` is the mark of what they saw when they asked for it: if the bot has shown them something
 * newer meanwhile, that is replaced, because the person asked later. Never throws: what cannot be shown is logged.
 */
export async function showHome(
  coPilot: HomeCoPilot,
  user: string,
  state: HomeState,
  over: string | null,
): Promise<void> {
  const { chat, log, homes } = coPilot;
  try {
    const parts = await renderHome(coPilot, user, state);
    const newer = () => homes?.shownTo(user)?.mark ?? null;
    const mark = (await chat.showHome(user, parts, over)) ?? (await chat.showHome(user, parts, newer()));
    // Another process shows it at the same moment: the person's own choice comes last.
    const last = mark ?? (await chat.showHome(user, parts, null));
    if (last !== null) homes?.keep(user, shownHome(coPilot, { user, state }, { mark: last, parts }));
  } catch (thrown) {
    log.warn('a home could not be shown', faultFields(toAppError(thrown)));
  }
}

/** What a person sees now, and how to show it anew. */
function shownHome(
  coPilot: HomeCoPilot,
  of: { readonly user: string; readonly state: HomeState },
  { mark, parts }: { readonly mark: string; readonly parts: HomeParts },
): ShownHome {
  return {
    mark,
    content: contentOf(parts),
    refresh: async (shown) => {
      const fresh = await renderHome(coPilot, of.user, of.state);
      if (contentOf(fresh) === shown.content) return shown;
      const next = await coPilot.chat.showHome(of.user, fresh, shown.mark);
      return next === null ? null : shownHome(coPilot, of, { mark: next, parts: fresh });
    },
  };
}

/** What a home says, without the moment at which it was read. */
function contentOf({ blocks }: HomeParts): string {
  return JSON.stringify(blocks.slice(0, -1));
}

async function renderHome(coPilot: HomeCoPilot, user: string, state: HomeState): Promise<HomeParts> {
  const { sight, people, chat, clock, choices, log } = coPilot;
  const context = { now: clock.now(), surfaces: choices.surfaces };
  try {
    // The event of an opened home does not name the person's company.
    if (sight.isExternal || (await chat.isForeign(user))) return renderForeignHome();
    const { person } = await people.actorOf(user);
    const { list } = state;
    if (list === null) return renderOverview(await gatherHome(coPilot, person), context);
    const asked = { ...state, list };
    return renderHomeList(asked, await gatherList(coPilot, person, asked), context);
  } catch (thrown) {
    const id = shortId(6);
    log.warn('the experiments of a home cannot be read', { id, ...faultFields(toAppError(thrown)) });
    return renderBrokenHome(state, id);
  }
}
