/** What became of one call, or of what a piece of work recorded, when it was played again. */
export interface RunLine {
  /** The call by its prompt (`designer@3`), or the command by its name. */
  readonly what: string;
  readonly verdict: Verdict;
  /** Why it is not the same; empty if it is. */
  readonly words: string;
}

/**
 * `differs`: another question or another outcome. `altered`: what is kept is not what was kept. `missing`: it is not kept, or not any more.
 * `apart`: it is kept, and belongs to nothing that can be played again; a question of a person is not kept at all.
 */
export type Verdict = 'same' | 'differs' | 'altered' | 'missing' | 'apart';

/** A piece of the agents' work, by what asked for it. */
export interface PlayedWork {
  readonly title: string;
  readonly lines: readonly RunLine[];
}

/** Ends the replay of a piece of work. */
export class ReplayStop extends Error {
  override readonly name = 'ReplayStop';
}

const SAYS: Readonly<Record<Verdict, string>> = {
  same: 'same',
  differs: 'DIFFERS',
  altered: 'ALTERED',
  missing: 'missing',
  apart: 'not replayed',
};

/** The lines for people. */
export function workLines({ title, lines }: PlayedWork): readonly string[] {
  return [
    title,
    ...lines.map(
      ({ what, verdict, words }) => `  ${what}: ${SAYS[verdict]}${words === '' ? '' : ` (${words})`}`,
    ),
  ];
}
