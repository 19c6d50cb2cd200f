import { questionOf, type Tape, type TapedAnswer, type TapedAnswers } from '#features/work-tape/tape.ts';
import { AppError } from '#shared/errors.ts';
import { ReplayStop } from './run-lines.ts';

/** Gives the answers of a tape, each question its own in their order; the last one again if there are no more. */
export function createPlayer(answers: TapedAnswers, journal: Pick<Tape, 'experimentAt' | 'executed'>): Tape {
  const taken = new Map<string, number>();
  const next = (name: string, args: readonly unknown[]): unknown => {
    const question = questionOf({ name, args });
    const index = taken.get(question) ?? 0;
    taken.set(question, index + 1);
    const answer = answerAt(answers[question] ?? [], index);
    if (answer === null) throw new ReplayStop(`it asks ${name} what it did not ask then`);
    if ('fault' in answer) throw new AppError(answer.fault, answer.fault.message);
    return answer.value;
  };
  return {
    ...journal,
    ask: async ({ name, args, revive }) => {
      const kept = next(name, args);
      return revive === undefined ? (kept as never) : revive(kept);
    },
    askNow: ({ name, args, revive }) => {
      const kept = next(name, args);
      return revive === undefined ? (kept as never) : revive(kept);
    },
  };
}

function answerAt(said: TapedAnswers[string], index: number): TapedAnswer | null {
  let left = index;
  for (const { answer, times } of said) {
    if (left < times) return answer;
    left -= times;
  }
  return said.at(-1)?.answer ?? null;
}
