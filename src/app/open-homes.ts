import type { CoPilot } from '#features/co-pilot.ts';
import { showHome } from '#features/home/show-home.ts';
import type { OpenHomes, ShownHome } from '#features/home-opened.ts';
import type { Viewer } from '#features/sight.ts';
import { MINUTE } from '#shared/clock.ts';
import { faultFields, toAppError } from '#shared/errors.ts';

/** How long a home counts as open: Slack does not say when a person leaves it. */
const LATELY = 10 * MINUTE;
/** Homes that are remembered at a time, the newest. */
const MOST = 200;
/** After an act, so that what follows from it at once comes with it; milliseconds. */
const AFTER_ACT = 1_000;
/** Between two looks for what other processes and the bot itself did; milliseconds. */
const EVERY = 20_000;

interface Kept {
  readonly shown: ShownHome;
  readonly at: number;
}

/** The homes of one process, with how to say that a person acted. */
export interface WatchedHomes extends Omit<OpenHomes, 'show'> {
  readonly acted: () => void;
}

/**
 * Remembers the homes that people opened lately, and shows those anew that would look different: a moment after an act, and now and then
 * while one is open. Nothing waits for it. A home that cannot be shown is forgotten until it is opened again.
 */
export function createOpenHomes({ clock, log }: Pick<CoPilot, 'clock' | 'log'>): WatchedHomes {
  const kept = new Map<string, Kept>();
  let timer: NodeJS.Timeout | null = null;
  let isSoon = false;
  const refresh = async () => {
    for (const [user, { shown, at }] of [...kept]) {
      if (clock.now() - at > LATELY) {
        kept.delete(user);
        continue;
      }
      const next = await shown.refresh(shown).catch((thrown: unknown) => {
        log.warn('a home could not be shown anew', faultFields(toAppError(thrown)));
        return null;
      });
      // A person may have gone on in it meanwhile.
      if (kept.get(user)?.shown !== shown) continue;
      if (next === null) kept.delete(user);
      else kept.set(user, { shown: next, at });
    }
  };
  const plan = (soon: boolean) => {
    if (kept.size === 0 || (timer !== null && (isSoon || !soon))) return;
    if (timer !== null) clearTimeout(timer);
    isSoon = soon;
    timer = setTimeout(
      () => {
        timer = null;
        isSoon = false;
        void refresh().finally(() => plan(false));
      },
      soon ? AFTER_ACT : EVERY,
    );
    timer.unref();
  };
  return {
    keep: (user, shown) => {
      kept.delete(user);
      kept.set(user, { shown, at: clock.now() });
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
      plan(false);
    },
    shownTo: (user) => kept.get(user)?.shown ?? null,
    acted: () => plan(true),
  };
}

/** What a delivery works with, together with the homes that are open: what it executes is shown there. */
export function withHomes(
  narrow: (coPilot: CoPilot, viewer: Viewer) => CoPilot,
  homes: WatchedHomes,
): (coPilot: CoPilot, viewer: Viewer) => CoPilot {
  return (coPilot, viewer) => {
    const narrowed = narrow(coPilot, viewer);
    const shown: CoPilot = {
      ...narrowed,
      homes: { ...homes, show: (user, state, over) => showHome(shown, user, state, over) },
      execute: async (key, command) => {
        const result = await narrowed.execute(key, command);
        if (result.kind === 'ok') homes.acted();
        return result;
      },
    };
    return shown;
  };
}
