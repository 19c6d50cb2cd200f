import type { DecisionRule, RuleSet } from '#domain/decision/decision-rule.ts';
import { SAFETY_ROWS } from '#domain/decision/rule-table.ts';
import type { Recommendation } from '#domain/decision/verdict.ts';

/** What is wrong with a set of rules; `row` is the index of the row, null for the set as a whole. */
export interface RuleSetProblem {
  readonly row: number | null;
  readonly message: string;
}

type When = DecisionRule['when'];

/** What every row with such a recommendation has to ask, because the product promises it whatever the set says. */
const ASKED: Readonly<Partial<Record<Recommendation, When>>> = {
  ship: {
    'minimum-met': 'met',
    'whole-weeks': 'met',
    'treatment-harmed': 'not-met',
    'guardrails-judged': 'met',
  },
  'drop-variant': { 'some-harmed': 'met', 'registered-end': 'not-met' },
  'do-not-read': { 'data-sound': 'not-met' },
  extend: {
    'minimum-met': 'met',
    'whole-weeks': 'met',
    'registered-end': 'not-met',
    'extension-promising': 'met',
  },
  iterate: { 'minimum-met': 'met', 'whole-weeks': 'met', 'worth-iterating': 'met' },
  'dig-into-segments': {
    'minimum-met': 'met',
    'whole-weeks': 'met',
    'treatment-harmed': 'not-met',
    'goal-proven': 'not-met',
    'registered-end': 'met',
    'segment-proven': 'met',
  },
};

/**
 * Why a set of rules may not be used, in order of its rows; empty if it may. A set that may be used recommends something for every look,
 * ships nothing that is not proven, and keeps nothing running past the registered end.
 */
export function ruleSetProblems({ rows }: RuleSet): readonly RuleSetProblem[] {
  return [...rows.flatMap((_, index) => rowProblems(rows, index)), ...wholeProblems(rows)];
}

function rowProblems(rows: readonly DecisionRule[], index: number): readonly RuleSetProblem[] {
  const row = rows[index];
  if (row === undefined) return [];
  const { rule, when, recommend } = row;
  const names = [...SAFETY_ROWS, ...rows.slice(0, index)].map((other) => other.rule);
  const missing = Object.entries(ASKED[recommend] ?? {}).filter(([key, state]) => !asks(when, key, state));
  const messages = [
    ...(names.includes(rule) ? [`Another row is named "${rule}" already. Give each row its own name.`] : []),
    ...missing.map(([key, state]) => `A row that recommends ${recommend} must ask \`${key}: ${state}\`.`),
    ...(recommend === 'ship' && !asks(when, 'goal-proven', 'met') && !asks(when, 'goal-not-worse', 'met')
      ? ['A row that recommends ship must ask `goal-proven: met` or `goal-not-worse: met`.']
      : []),
    ...(recommend === 'kill'
      ? [
          'No row recommends kill: if every treatment is proven harmful, that is recommended whatever a set says.',
        ]
      : []),
    ...(recommend === 'halt-for-privacy'
      ? ['No row recommends halt-for-privacy: a privacy incident halts the experiment whatever a set says.']
      : []),
    ...(recommend === 'keep-running' && mayFitAtEnd(rows, index)
      ? [
          'Nothing is kept running past the registered end. Ask `registered-end: not-met`, or put a row before it that asks only `registered-end: met`.',
        ]
      : []),
  ];
  return messages.map((message) => ({ row: index, message }));
}

function asks(when: When, key: string, state: string): boolean {
  return Object.entries(when).some(([name, value]) => name === key && value === state);
}

/** Whether no row before this one fits every look at the registered end. */
function mayFitAtEnd(rows: readonly DecisionRule[], index: number): boolean {
  const before = rows.slice(0, index).some(({ when }) => {
    const asked = Object.keys(when);
    return asked.length === 0 || (asked.length === 1 && asks(when, 'registered-end', 'met'));
  });
  return !before && !asks(rows[index]?.when ?? {}, 'registered-end', 'not-met');
}

function wholeProblems(rows: readonly DecisionRule[]): readonly RuleSetProblem[] {
  const last = rows.at(-1);
  const unsound = rows.findIndex(
    ({ when, recommend }) => recommend === 'do-not-read' && Object.keys(when).length === 1,
  );
  const before = rows.slice(0, unsound < 0 ? rows.length : unsound);
  const isFirst = unsound >= 0 && before.every(({ recommend }) => EARLY.includes(recommend));
  return [
    ...(last !== undefined && Object.keys(last.when).length === 0
      ? []
      : [{ row: rows.length - 1, message: 'The last row must fit every look: its `when` is `{}`.' }]),
    ...(isFirst
      ? []
      : [
          {
            row: null,
            message:
              'A row that asks only `data-sound: not-met` must recommend do-not-read. Only rows that ship or drop stand before it.',
          },
        ]),
  ];
}

/** A proof of the goal needs sound data, and proven harm counts for as long as the variants can be compared. */
const EARLY: readonly Recommendation[] = ['ship', 'drop-variant'];
