import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Commit } from '#domain/commit.ts';
import { fold, parseCommit } from '#domain/commit.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { type StateFacts, stateFacts } from './state-facts.ts';

/** A journal as one version of the product wrote it, and the states that this version folded it to. */
export interface KeptJournal {
  /** All commits, by experiment and version. */
  readonly commits: readonly Commit[];
  /** Facts of the final state of every experiment, by key. */
  readonly states: Readonly<Record<string, StateFacts>>;
}

const COMMITS = 'commits.jsonl.gz';
const STATES = 'states.json.gz';

/** Writes the chains (each of one experiment, oldest first) and the states that today's code folds them to. */
export function writeKeptJournal(folder: string, chains: readonly (readonly Commit[])[]): void {
  const lines = chains.flat().map((commit) => `${canonicalJson(commit)}\n`);
  const states = chains.flatMap((commits) => {
    const state = fold(commits);
    return state === null ? [] : [[state.key, stateFacts(state)] as const];
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, COMMITS), gzipSync(lines.join('')));
  writeFileSync(join(folder, STATES), gzipSync(`${JSON.stringify(Object.fromEntries(states), null, 1)}\n`));
}

/** Reads a folder that `writeKeptJournal` wrote. Throws if it holds no such journal. */
export function readKeptJournal(folder: string): KeptJournal {
  const read = (file: string) => gunzipSync(readFileSync(join(folder, file))).toString();
  const lines = read(COMMITS).trimEnd().split('\n');
  return {
    commits: lines.map((line, index) => parseCommit(`${folder}:${index + 1}`, line)),
    states: JSON.parse(read(STATES)),
  };
}
