import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSlackPeople } from '#adapters/slack/people.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { choicesOf } from '#features/co-pilot.ts';
import { proposeExperiment } from '#features/propose-experiment/propose-experiment.ts';
import type { Store } from '#ports/store.ts';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import { createBench } from '#test/support/experiments-bench.ts';

const IDEA = 'Move the first gate from level 30 to level 40';
const BASE = 'move-the-first-gate-from-level-30-to';

let store: Store;
beforeEach(async () => {
  store = await openSqliteStore(':memory:');
});
afterEach(() => store.close());

/** Proposes the idea by forms of these ids, one after the other, and gives the keys. */
async function keysOf(forms: readonly string[]): Promise<readonly string[]> {
  const { execute, clock, load } = await createBench(store);
  const people = createSlackPeople(
    store,
    () => ({ approvers: [], admins: [] }),
    async () => [],
  );
  const actor = await people.actorOf('UMIA');
  const known = (key: string) => load(key).catch(() => null);
  const needs = {
    store,
    execute,
    clock,
    people,
    load: known,
    choices: choicesOf({ settings: EXAMPLE_SETTINGS, version: null }),
  };
  const keys: string[] = [];
  for (const form of forms) {
    const request = { idea: IDEA, owner: 'UMIA', leftOpen: true } as const;
    const result = await proposeExperiment(needs, { request, channel: 'C_GROWTH', form, actor });
    if (result.kind === 'refused') throw new Error(result.problem.message);
    keys.push(result.value.key);
  }
  return keys;
}

const forms = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => `V${first + index}`);

it('begins any number of experiments with the same words', async () => {
  const keys = await keysOf(forms(1, 60));
  expect(new Set(keys).size).toBe(60);
  expect(keys.slice(0, 3)).toEqual([BASE, `${BASE}-2`, `${BASE}-3`]);
  expect(keys[49]).toBe(`${BASE}-50`);
  for (const key of keys.slice(50)) expect(key).toMatch(new RegExp(`^${BASE}-[2-9a-z]{6}$`));
});

it('gives a form that is submitted again the experiment that it has begun, before the list has it', async () => {
  await keysOf(forms(1, 50));
  const [first] = await keysOf(['V51']);
  store.summaries = async () => [];
  const [again, other] = await keysOf(['V51', 'V52']);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});
