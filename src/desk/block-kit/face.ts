import type { Html } from '#desk/html/html.ts';

/** What the ids in texts are called: plain text without the sign before it; null if the chat service does not tell. */
export interface ShownNames {
  readonly user: (id: string) => string | null;
  readonly channel: (id: string) => string | null;
}

/** How blocks show on a page. */
export interface Face {
  readonly names: ShownNames;
  /** Fields that every button of these blocks sends along: which message or form it stands in. Null: no button can be pressed. */
  readonly press: Readonly<Record<string, string>> | null;
  /** The id of the form in which the blocks stand; none if left out. A button there sends along what was typed. */
  readonly form?: string;
  /** A picture by the id of its file; null if it cannot be drawn, and then its words stand for it. */
  readonly picture: (file: string) => Html | null;
  /** Begins the ids of elements; unlike any other on the page. */
  readonly id: string;
}

/** For blocks outside of any message: no names, no pictures, nothing to press. */
export const BARE_FACE: Face = {
  names: { user: () => null, channel: () => null },
  press: null,
  picture: () => null,
  id: 'face',
};
