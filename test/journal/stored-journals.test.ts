import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { fold } from '#domain/commit.ts';
import { everyExperiment } from '#journal/every-experiment.ts';
import { replay } from '#journal/replay.ts';
import { type Audit, verifyStore } from '#journal/verify.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { readKeptJournal } from '#tools/journal/kept-journal.ts';
import { stateFacts } from '#tools/journal/state-facts.ts';

const JOURNALS = 'test/fixtures/journals';
const folders = readdirSync(JOURNALS, { withFileTypes: true }).filter((entry) => entry.isDirectory());

async function storeOf(folder: string) {
  const kept = readKeptJournal(join(JOURNALS, folder));
  const store = await openSqliteStore(':memory:');
  for (const commit of kept.commits) expect(await store.append(commit)).toBe('appended');
  const chains = [];
  for await (const key of everyExperiment(store)) chains.push({ key, commits: await store.commits(key) });
  return { ...kept, store, chains };
}

describe.each(folders.map(({ name }) => name))('the stored journal %s', (folder) => {
  it('passes the audit, byte for byte', async () => {
    const { store, chains, commits } = await storeOf(folder);
    const audits: Audit[] = [];
    for await (const audit of verifyStore(store)) audits.push(audit);
    expect(audits.map(({ experiment }) => experiment)).toEqual(chains.map(({ key }) => key));
    expect(audits.flatMap(({ broken, damaged }) => (broken === null ? damaged : [broken]))).toEqual([]);
    expect(audits.reduce((sum, audit) => sum + audit.commits, 0)).toBe(commits.length);
  });

  it('folds to the states that its own version folded it to', async () => {
    const { chains, states } = await storeOf(folder);
    expect(chains.map(({ key }) => key)).toEqual(Object.keys(states).sort());
    for (const { key, commits } of chains) {
      const state = fold(commits);
      if (state === null) throw new Error(`${key} folds to nothing`);
      const facts = stateFacts(state);
      // Later versions may know more facts; what was known stays as it was.
      const known = Object.keys(states[key] ?? {}).map((name) => [name, facts[name]]);
      expect(canonicalJson(Object.fromEntries(known)), key).toBe(canonicalJson(states[key]));
    }
  });

  it('is decided again with the same outcomes', async () => {
    const { chains } = await storeOf(folder);
    expect(chains.flatMap(({ commits }) => replay(commits))).toEqual([]);
  });
});

describe('the stored journals', () => {
  it('hold every command and event that version 18f0eea knew', () => {
    const { commits } = readKeptJournal(join(JOURNALS, '18f0eea-every-command'));
    expect(new Set(commits.map(({ command }) => command.name)).size).toBe(35);
    expect(new Set(commits.flatMap(({ events }) => events.map(({ type }) => type))).size).toBe(39);
    expect(new Set(commits.flatMap(({ effects }) => effects.map(({ kind }) => kind))).size).toBe(8);
  });
});
