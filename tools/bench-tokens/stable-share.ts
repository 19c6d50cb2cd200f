import type { DesignCall } from './design-calls.ts';

/** How much of a role's question is the same in the next question of the role. In characters. */
export interface StableShare {
  readonly name: string;
  readonly whole: number;
  /** The instructions, and the blocks that read the same in both questions. */
  readonly canBeStable: number;
  /** The beginning that both questions share, as far as it is instructions and such blocks. */
  readonly isStable: number;
}

const BLOCK = /\[\[begin ([a-z-]+) ([0-9a-f]{16})\]\]\n([\s\S]*?)\n\[\[end \1 \2\]\]/g;

/** The data blocks of a question by name. */
export function blocksOf(input: string): ReadonlyMap<string, string> {
  return new Map([...input.matchAll(BLOCK)].map(([, name, , text]) => [name ?? '', text ?? '']));
}

/** The shares of every role that was asked in two ideas, from the first question of each. */
export function stableShares(chains: readonly (readonly DesignCall[])[]): readonly StableShare[] {
  const names = new Set(chains.flat().map(({ name }) => name));
  return [...names].flatMap((name) => {
    const [one, other] = chains.flatMap((chain) => chain.find((call) => call.name === name) ?? []);
    return one === undefined || other === undefined ? [] : [shareOf(one, other)];
  });
}

function shareOf(one: DesignCall, other: DesignCall): StableShare {
  const others = blocksOf(other.input);
  const same = [...blocksOf(one.input)].filter(([name, text]) => others.get(name) === text);
  const canBeStable = one.instructions.length + same.reduce((sum, [, text]) => sum + text.length, 0);
  const [a, b] = [one, other].map(({ instructions, input }) => `${instructions}${input}`) as [string, string];
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared += 1;
  return {
    ...{ name: one.name, whole: a.length, canBeStable },
    // The marks around blocks are shared too, but are none of what can be stable.
    isStable: Math.min(shared, canBeStable),
  };
}
