/** What an idea came from, if a person did not type it. */
export type IdeaSource =
  /** A message of the chat; `link` is its address there. */
  | { readonly kind: 'message'; readonly link: string }
  /** A list that a person imported; `line` counts from 1. */
  | { readonly kind: 'import'; readonly line: number }
  /** A program sent it by the API, with the token of this id. */
  | { readonly kind: 'program'; readonly token: string };
