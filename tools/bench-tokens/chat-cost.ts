import type { DesignCall } from './design-calls.ts';
import { blocksOf } from './stable-share.ts';

/** Who would sit in the chat: as many as the chain has roles. */
const AGENTS = 5;
/** Characters of a moderator's instructions and of the name that it answers, at the least. */
const MODERATOR = { instructions: 400, answer: 20 };

/** What one idea costs until its plan, questions and answers, in characters. */
export interface DesignBill {
  readonly chain: number;
  /** A chat in which all five speak in each round, on the whole transcript. */
  readonly allSpeak: number;
  /** A chat in which a moderator calls one of the five in each step, both on the whole transcript. */
  readonly oneSpeaks: number;
  /** The same without the moderator's questions, for comparison. */
  readonly oneSpeaksUncalled: number;
}

/**
 * The chain as it was, and what chats of as many rounds would cost with the same instructions, data and answers. The transcript of a round
 * holds each block of data that a role has needed so far once, and each answer so far.
 */
export function designBill(chain: readonly DesignCall[]): DesignBill {
  const seen = new Map<string, number>();
  const instructions = meanOf([
    ...new Map(chain.map((call) => [call.name, call.instructions.length])).values(),
  ]);
  let answers = 0;
  let said = 0;
  let bill: DesignBill = { chain: 0, allSpeak: 0, oneSpeaks: 0, oneSpeaksUncalled: 0 };
  for (const call of chain) {
    for (const [name, text] of blocksOf(call.input)) seen.set(`${name}\n${text}`, text.length);
    const data = [...seen.values()].reduce((sum, length) => sum + length, 0);
    const speaks = call.instructions.length + data + answers + call.answer;
    const moderated = MODERATOR.instructions + data + answers + MODERATOR.answer;
    // In a round of all five each hears those before it: two answers of the round on average.
    const hears = instructions + data + said + ((AGENTS - 1) / 2) * call.answer + call.answer;
    bill = {
      chain: bill.chain + call.instructions.length + call.input.length + call.repair + call.answer,
      allSpeak: bill.allSpeak + AGENTS * hears,
      oneSpeaks: bill.oneSpeaks + speaks + moderated,
      oneSpeaksUncalled: bill.oneSpeaksUncalled + speaks,
    };
    answers += call.answer;
    said += AGENTS * call.answer;
  }
  return bill;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
