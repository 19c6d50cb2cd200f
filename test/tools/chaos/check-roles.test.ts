import { expect, it } from 'vitest';
import type { Commit } from '#domain/commit.ts';
import { DAY } from '#shared/clock.ts';
import { forwardMoves, play } from '#test/support/arbitraries.ts';
import { START } from '#test/support/experiments.ts';
import type { Act } from '#tools/chaos/act.ts';
import { checkRoles, inForceWithin } from '#tools/chaos/check/check-roles.ts';
import type { RoleTable } from '#tools/chaos/roles.ts';

const TABLES: readonly RoleTable[] = [
  { holders: ['priya', 'sam'], from: START, knownFrom: START },
  { holders: ['sam'], from: START + DAY, knownFrom: START + 2 * DAY },
  { holders: ['priya'], from: START + 3 * DAY, knownFrom: null },
];

it('an act may be judged by every table from the file until all processes know a later one', () => {
  const holders = (from: number, until: number) =>
    inForceWithin(TABLES, START + from * DAY, START + until * DAY).map((table) => table.holders.join());
  expect(holders(0, 0.5)).toEqual(['priya,sam']);
  expect(holders(1.5, 1.6)).toEqual(['priya,sam', 'sam']);
  expect(holders(2.5, 2.6)).toEqual(['sam']);
  expect(holders(4, 5)).toEqual(['sam', 'priya']);
});

const HISTORY: readonly Commit[] = play(forwardMoves(20)).flatMap(({ commit }) =>
  commit === null ? [] : [commit],
);

/** What is found if a commit of this name comes of an act of this day, and its person is called so. */
function found(name: string, day: number, called: string): readonly string[] {
  const commit = HISTORY.find(({ command }) => command.name === name);
  if (commit?.command.actor.person == null) throw new Error(`no person asked for ${name}`);
  const persons = new Map([[called, commit.command.actor.person]]);
  const at = START + day * DAY;
  const act: Act = {
    ...{ person: called, words: '', experiment: commit.experiment, command: null, idea: null, letter: null },
    ...{
      at,
      version: 0,
      seen: new Map(),
      answerTo: null,
      answers: [],
      outcome: null,
      done: Promise.resolve(),
    },
    ended: { at, version: 0, seen: new Map() },
  };
  return checkRoles(TABLES, persons, act, { ...commit, at }, HISTORY).map(
    ({ kind, what }) => `${kind}: ${what}`,
  );
}

it('what a person does counts for nothing once every process knows that the role is gone', () => {
  expect(found('approve', 0.5, 'priya')).toEqual([]);
  expect(found('approve', 1.5, 'priya')).toEqual([]);
  expect(found('approve', 2.5, 'priya')).toEqual([
    expect.stringMatching(/^unauthorised: .* approve: priya had lost the approver role$/),
  ]);
  expect(found('approve', 2.5, 'sam')).toEqual([]);
  expect(found('propose', 2.5, 'priya')).toEqual([]);
});

it('nor does the vote that another person completes', () => {
  const [first, second] = ['p_first', 'p_second'];
  const commit = HISTORY.find(({ events }) => events.some(({ type }) => type === 'approved'));
  const approval = HISTORY.flatMap(({ events }) => events).find(({ type }) => type === 'approved');
  if (commit === undefined || approval?.type !== 'approved') throw new Error('no plan was approved');
  const at = START + 2.5 * DAY;
  const act = { at, ended: { at } } as Act;
  const persons = new Map([
    ['priya', first],
    ['sam', second],
  ]);
  const one: Commit = { ...commit, events: [{ ...approval, person: first, complete: false }] };
  const other: Commit = {
    ...{ ...commit, version: commit.version + 1, at },
    ...{
      command: { ...commit.command, actor: { person: second, roles: ['approver'] } } as Commit['command'],
    },
    events: [{ ...approval, person: second, complete: true }],
  };
  const history = [...HISTORY.filter(({ version }) => version < commit.version), one, other];
  expect(checkRoles(TABLES, persons, act, other, history)).toHaveLength(1);
  const lapsed: Commit = {
    ...other,
    events: [{ ...approval, person: second, complete: true, lapsed: [first] }],
  };
  expect(checkRoles(TABLES, persons, act, lapsed, history)).toEqual([]);
});
