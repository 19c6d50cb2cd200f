import { isFinished } from '#domain/status.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Subcommand } from '#features/feature.ts';
import { saidPlainly } from '#features/said.ts';
import { seenLines } from '#features/sight.ts';
import { titleOf } from '#features/title.ts';
import { bareWord, isFiller, nearestCommand, synonymOf } from './command-words.ts';
import type { NamedExperiment } from './find-experiments.ts';

/** How many of the newest experiments are found by their words. */
const NEWEST = 500;
/** How many words are looked up as keys of older experiments. */
const LOOKED_UP = 4;

/**
 * The experiments that a typed text may name: the newest, and those older ones whose key is in it. An idea that looks like
 * no command reads nothing, for its form has to open within three seconds.
 */
export async function knownExperiments(
  { store, load, sight }: Pick<CoPilot, 'store' | 'load' | 'sight'>,
  text: string,
  subcommands: readonly Subcommand[],
): Promise<readonly NamedExperiment[]> {
  const words = text.trim().split(/\s+/).map(bareWord);
  if (!mayNameOne(words, subcommands)) return [];
  const summaries = await store.summaries({ limit: NEWEST });
  const { seen } = await seenLines(sight, summaries);
  const known = seen.map(({ key, title, status }) => ({
    ...{ key, title: saidPlainly(title), isOver: isFinished(status) },
  }));
  const isThere = new Set(known.map(({ key }) => key));
  const others = words.filter((word, at) => !isThere.has(word) && (at === 1 || word.includes('-')));
  const older = await Promise.all(others.slice(0, LOOKED_UP).map((word) => load(word).catch(() => null)));
  return [
    ...known,
    ...older.flatMap((found) => (found === null ? [] : [{ key: found.key, title: titleOf(found) }])),
  ];
}

function mayNameOne(words: readonly string[], subcommands: readonly Subcommand[]): boolean {
  const [first = ''] = words;
  if (first === '') return false;
  const commands = subcommands.map(({ word }) => word);
  if (subcommands.some(({ word, takesSentence }) => word === first && takesSentence === true)) return false;
  return (
    words.length === 1 ||
    isFiller(first) ||
    commands.includes(first) ||
    synonymOf(first) !== null ||
    nearestCommand(first, commands) !== null ||
    words.some((word) => word.includes('-'))
  );
}
