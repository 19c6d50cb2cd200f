import { blanked, commentsOf } from '#code/comments.ts';
import type { ParsedSource } from '#code/parse.ts';
import { remembered } from '#code/remembered.ts';
import { isForDevelopers } from '#code/test-paths.ts';
import type { ProposedImplementation } from '#gate/change.ts';
import { type ChangedRepository, changedRepository, MOST_HOLDERS } from '#gate/changed-repository.ts';

const MOST_DEFINING = 25;

/** A file of the repository with the change. */
export interface CodeFile {
  readonly path: string;
  readonly text: string;
  /** Null if the file is new. */
  readonly before: string | null;
  readonly edited: boolean;
  /** Null if the product has no parser for it. */
  readonly source: ParsedSource | null;
  readonly isTest: boolean;
}

/** The repository with the change in it; files are read and parsed when they are first needed. */
export class CodeBase {
  readonly change: ProposedImplementation;
  readonly #texts: ChangedRepository;
  readonly #files = new Map<string, CodeFile>();
  readonly #asked = new Set<string>();
  #sorted: readonly CodeFile[] = [];

  /** `texts` is the same repository, if it was read for other checks of the change. */
  constructor(change: ProposedImplementation, texts: ChangedRepository = changedRepository(change)) {
    this.change = change;
    this.#texts = texts;
  }

  /** The files read so far, in a fixed order. */
  get files(): readonly CodeFile[] {
    if (this.#sorted.length !== this.#files.size)
      this.#sorted = [...this.#files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    return this.#sorted;
  }

  /** The files read so far that people run. */
  get product(): readonly CodeFile[] {
    return this.files.filter(({ isTest }) => !isTest);
  }

  /** Reads and parses all edited files. */
  async loadEdits(): Promise<void> {
    for (const { path, content } of this.change.edits) if (content !== null) await this.load(path);
  }

  /** Reads and parses a file as it is with the change; null if there is none or it is no text. */
  async load(path: string): Promise<CodeFile | null> {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    const { repository, edits, testPaths } = this.change;
    const edit = edits.find((one) => one.path === path);
    if (edit?.content === null || repository.mode(path) === '120000') return null;
    const text = await this.#texts.after(path);
    if (text === null) return null;
    const named = testPaths.includes(path) && !/\.rs$/.test(path) && !/import\.meta\.vitest/.test(text);
    const file = {
      path,
      text,
      before: await this.#texts.before(path),
      edited: edit !== undefined,
      source: await this.#texts.parsedAfter(path),
      isTest: named || isForDevelopers(path),
    };
    this.#files.set(path, file);
    return file;
  }

  /** Reads and parses the files that may define a name; a name in many files is not looked up. */
  async loadDefining(name: string): Promise<void> {
    const found = await this.change.repository.search(name);
    if (name !== '' && found.length <= MOST_DEFINING) for (const path of found) await this.load(path);
  }

  /** Reads and parses the files that hold a text, in the repository with the change. */
  async loadHolding(text: string): Promise<readonly CodeFile[]> {
    if (text === '') return [];
    if (!this.#asked.has(text)) {
      this.#asked.add(text);
      const found = await this.change.repository.search(text);
      for (const path of found.slice(0, MOST_HOLDERS)) await this.load(path);
    }
    return this.files.filter((file) => file.text.includes(text));
  }
}

/** A file's text with its comments blanked, at the same offsets. */
export const codeText = remembered((source: ParsedSource): string =>
  blanked(source.text, commentsOf(source)),
);
