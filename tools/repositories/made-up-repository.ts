import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { loadFiles } from '#sandbox/stand-ins/github/seed.ts';
import { type AuthoredEdit, readEdits } from './edit-blocks.ts';

/** The folder of the made-up repositories. */
export const REPOSITORIES = join(import.meta.dirname, '../../test/fixtures/repositories');

const Command = z.array(z.string()).min(1);

const Shape = z.strictObject({
  language: z.string(),
  /** Commands that succeed if the machine can run the repository. */
  needs: z.array(Command),
  /** A folder of this project that the repository's checkout links to. */
  link: z.string().optional(),
  /** Null if the repository has no test runner. */
  test: Command.nullable(),
  /** Builds the program, if the tests do not or nothing has to be built. */
  build: Command.optional(),
  /** The program; it asks the flag service at FLAGS_URL. */
  run: Command,
  flagKey: z.string(),
  title: z.string(),
  control: z.string(),
  /** What each treatment changes. */
  treatments: z.record(z.string(), z.string()),
  shipped: z.string(),
  /** What the control does. */
  today: z.string(),
  testPaths: z.array(z.string()),
  /** Names that stand for the flag key in the code. */
  symbols: z.array(z.string()),
  /** Texts that belong to the arms that are gone then. */
  goneWhenShipped: z.array(z.string()),
  goneWhenKilled: z.array(z.string()),
  /** What the program prints in each arm. */
  prints: z.record(z.string(), z.string()),
});

/** A repository of another team, with what an author writes for an experiment in it. */
export interface MadeUpRepository extends z.infer<typeof Shape> {
  readonly name: string;
  /** Text by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly implement: readonly AuthoredEdit[];
  /** The clean-up of the shipped arm, and of a killed experiment, after `implement`. */
  readonly ship: readonly AuthoredEdit[];
  readonly kill: readonly AuthoredEdit[];
}

/** The names of the made-up repositories. */
export function repositoryNames(): readonly string[] {
  return readdirSync(REPOSITORIES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

/** Reads one of them. Throws if a part is missing or of another shape. */
export async function readRepository(name: string): Promise<MadeUpRepository> {
  const folder = join(REPOSITORIES, name);
  const text = (file: string) => readFileSync(join(folder, file), 'utf8');
  return {
    ...Shape.parse(JSON.parse(text('repository.json'))),
    name,
    files: await loadFiles(join(folder, 'files')),
    implement: readEdits(text('implement.edits')),
    ship: readEdits(text('ship.edits')),
    kill: readEdits(text('kill.edits')),
  };
}
