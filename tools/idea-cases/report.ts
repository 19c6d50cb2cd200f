import { type IdeaCase, KINDS, type Kind } from './idea-form.ts';
import type { Played } from './play-idea.ts';

/** The verdicts of the critique in short: `ok×3 weak×2`; `-` if there are none. */
function critiqueWords(critique: Played['critique']): string {
  const all = Object.values(critique);
  const counted = [...new Set(all)]
    .sort()
    .map((one) => `${one}×${all.filter((other) => other === one).length}`);
  return counted.length === 0 ? '-' : counted.join(' ');
}

/** What came of an idea apart from its texts, one cell each: the same cells for the same answers. */
export function cellsOf(played: Played): Readonly<Record<string, string>> {
  const { outcome, rules, risk, categories, goal, surface, critique, policy, calls, repairs } = played;
  const cost = played.costUsd === null ? '-' : `$${played.costUsd.toFixed(4)}`;
  return {
    outcome: rules.length === 0 ? outcome : `${outcome} (${rules.join(', ')})`,
    risk: [risk ?? '-', ...categories].join(' '),
    'goal and surface': `${goal ?? '-'} on ${surface ?? '-'}`,
    critique: critiqueWords(critique),
    policy: policy ?? '-',
    calls: `${calls}, ${repairs} repaired`,
    tokens: `${played.inputTokens} in, ${played.outputTokens} out`,
    cost,
  };
}

/** One line for an idea: whether it came out as expected, and what came of it. */
export function rowOf({ id }: Pick<IdeaCase, 'id'>, played: Played, isExpected: boolean): string {
  const cells = Object.entries(cellsOf(played)).map(([name, cell]) =>
    name === 'outcome' ? cell.padEnd(20) : `${name} ${cell}`,
  );
  return `${isExpected ? '✓' : '✗'} ${id.padEnd(14)} ${cells.join(' · ')}`;
}

/** What holds of a kind of ideas. */
export interface KindTally {
  readonly ideas: number;
  readonly asExpected: number;
  /** As expected although the model says yes to everything; null if it was not asked. */
  readonly withObliging: number | null;
}

/** A table with a line for each kind that occurs. */
export function kindTable(tallyOf: (kind: Kind) => KindTally): readonly string[] {
  const rows = KINDS.map((kind) => ({ kind, ...tallyOf(kind) })).filter(({ ideas }) => ideas > 0);
  const line = (...cells: readonly string[]) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(20) : cell.padStart(26))).join('');
  return [
    line('kind', 'ideas', 'as expected', 'by code alone'),
    ...rows.map(({ kind, ideas, asExpected, withObliging }) =>
      line(kind, String(ideas), String(asExpected), withObliging === null ? '-' : String(withObliging)),
    ),
  ];
}

/** The cells in which two answers to one idea differ, in words; empty if they are the same. */
export function differences(one: Played, other: Played): readonly string[] {
  const [before, after] = [cellsOf(one), cellsOf(other)];
  return Object.keys(before)
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name}: ${before[name]} → ${after[name]}`);
}
