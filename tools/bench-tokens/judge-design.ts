import { say } from '../command-line.ts';
import { CHARACTERS_PER_TOKEN } from './authored-model.ts';
import { type DesignBill, designBill } from './chat-cost.ts';
import { designCalls } from './design-calls.ts';
import { stableShares } from './stable-share.ts';

/** What must be stable of what can be, and what the chain may cost of each chat. */
const LIMITS = { stable: 0.6, allSpeak: 0.25, oneSpeaks: 0.5 };

/** Prints what a design costs and how much of each question is the same as before; returns whether all limits hold. */
export async function judgeDesign(): Promise<boolean> {
  const chains = await designCalls();
  const shares = stableShares(chains);
  let holds = chains.length > 0;
  for (const { name, whole, canBeStable, isStable } of shares) {
    const fits = isStable >= LIMITS.stable * canBeStable;
    holds &&= fits;
    say(
      `stable prefix, ${name}: ${tokens(isStable)} of ${tokens(canBeStable)} tokens that can be stable (${share(isStable / canBeStable)}), of ${tokens(whole)} in all${fits ? '' : `, less than ${LIMITS.stable}`}`,
    );
  }
  const bills = chains.map(designBill);
  const sum = (of: keyof DesignBill) => bills.reduce((total, bill) => total + bill[of], 0);
  say(`design: ${chains.length} plans, ${tokens(sum('chain') / chains.length)} tokens each`);
  const compare = (of: keyof DesignBill, words: string, most: number | null) => {
    const ratio = sum('chain') / sum(of);
    const fits = most === null || ratio <= most;
    holds &&= fits;
    say(
      `design: ${ratio.toFixed(2)} of ${words}, ${tokens(sum(of) / chains.length)} tokens each${fits ? '' : `, more than ${most}`}`,
    );
  };
  compare('allSpeak', 'a chat in which all five speak each round on the whole transcript', LIMITS.allSpeak);
  compare('oneSpeaks', 'a chat in which a moderator calls one speaker a step', LIMITS.oneSpeaks);
  compare('oneSpeaksUncalled', 'the same without the moderator’s own questions', null);
  return holds;
}

function tokens(characters: number): string {
  return String(Math.round(characters / CHARACTERS_PER_TOKEN));
}

function share(value: number): string {
  return `${Math.round(100 * value)} %`;
}
