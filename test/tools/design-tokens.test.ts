import { describe, expect, it } from 'vitest';
import { designBill } from '#tools/bench-tokens/chat-cost.ts';
import type { DesignCall } from '#tools/bench-tokens/design-calls.ts';
import { stableShares } from '#tools/bench-tokens/stable-share.ts';

const block = (name: string, text: string) => {
  const fence = '0123456789abcdef';
  return `[[begin ${name} ${fence}]]\n${text}\n[[end ${name} ${fence}]]`;
};
const call = (input: string, more: Partial<DesignCall> = {}): DesignCall => ({
  ...{ name: 'designer', instructions: 'i'.repeat(100), input, repair: 0, answer: 50, ...more },
});

describe('the stable share', () => {
  it('counts what both questions begin with of what is the same in both', () => {
    const same = block('catalogue', 'c'.repeat(300));
    const first = [[call(same + block('idea', 'one'))], [call(same + block('idea', 'other'))]];
    expect(stableShares(first)).toMatchObject([{ canBeStable: 400, isStable: 400 }]);
    const last = [[call(block('idea', 'one') + same)], [call(block('idea', 'other') + same)]];
    const [late] = stableShares(last);
    expect(late?.canBeStable).toBe(400);
    expect(late?.isStable).toBeLessThan(140);
  });
});

describe('the bill of a chat', () => {
  it('holds each block once and each answer, for every speaker', () => {
    const idea = block('idea', 'x'.repeat(1_000));
    const bill = designBill([call(idea, { name: 'supervisor' }), call(idea)]);
    expect(bill.chain).toBe(2 * (100 + idea.length + 50));
    expect(bill.oneSpeaksUncalled).toBe(100 + 1_000 + 50 + (100 + 1_000 + 50 + 50));
    expect(bill.oneSpeaks).toBe(bill.oneSpeaksUncalled + 2 * (420 + 1_000) + 50);
    expect(bill.allSpeak).toBe(5 * (100 + 1_000 + 100 + 50) + 5 * (100 + 1_000 + 250 + 100 + 50));
  });
});
