import type { HomeState } from '#features/home/home-state.ts';

/** A person opened their home. */
export interface HomeOpened {
  /** The chat user. */
  readonly user: string;
  /** What they see, as the bot showed it last: its mark, and the words that travelled with it; null before the first time. */
  readonly seen: { readonly mark: string; readonly metadata: string } | null;
}

/** What a person sees in a home that they have open. */
export interface ShownHome {
  /** The chat service's mark of it. */
  readonly mark: string;
  /** What was shown, to see whether it has changed. */
  readonly content: string;
  /** Shows it anew if it would look different now, and nothing newer is shown; what they see then, null if it is no longer ours to say. */
  readonly refresh: (shown: ShownHome) => Promise<ShownHome | null>;
}

/** The homes that people have opened lately in this process. They are shown anew after an act, and now and then. */
export interface OpenHomes {
  /**
   * Shows a person a part of their home, as far as the person of the delivery may see it. `over` is the mark of what they saw when they asked for it. Never throws: what cannot be shown
   * is logged.
   */
  readonly show: (user: string, state: HomeState, over: string | null) => Promise<void>;
  /** Remembers what a person sees, for some minutes. */
  readonly keep: (user: string, shown: ShownHome) => void;
  /** What a person sees; null if that is not known. */
  readonly shownTo: (user: string) => ShownHome | null;
}
