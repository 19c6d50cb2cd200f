import { canonicalJson } from '#shared/canonical-json.ts';
import { detailOf, toAppError } from '#shared/errors.ts';
import { type Asked, questionOf, type Tape, type TapedAnswer, type TapedAnswers } from './tape.ts';

/** A tape that is being written. */
export interface Recorder extends Tape {
  /** What was written down so far. */
  readonly answers: () => TapedAnswers;
}

/** Asks what is asked, and writes down what is answered; faults, too. */
export function createRecorder(): Recorder {
  const heard = new Map<string, { answer: TapedAnswer; times: number }[]>();
  const note = (asked: Pick<Asked<unknown>, 'name' | 'args'>, answer: TapedAnswer) => {
    const question = questionOf(asked);
    const before = heard.get(question) ?? [];
    const last = before.at(-1);
    heard.set(question, before);
    if (last !== undefined && canonicalJson(last.answer) === canonicalJson(answer)) last.times += 1;
    else before.push({ answer, times: 1 });
  };
  const noteFault = (asked: Pick<Asked<unknown>, 'name' | 'args'>, thrown: unknown) => {
    const fault = toAppError(thrown);
    const { code, kind, vendor } = fault;
    note(asked, { fault: { code, kind, vendor, message: detailOf(fault) } });
  };
  return {
    ask: async (asked) => {
      try {
        const value = await asked.really();
        note(asked, { value: kept(asked.keep, value) });
        return value;
      } catch (thrown) {
        noteFault(asked, thrown);
        throw thrown;
      }
    },
    askNow: (asked) => {
      const value = asked.really();
      note(asked, { value: value ?? null });
      return value;
    },
    experimentAt: unasked,
    executed: unasked,
    answers: () => Object.fromEntries(heard),
  };
}

function kept<Value>(keep: ((value: Value) => unknown) | undefined, value: Value): unknown {
  return (keep === undefined ? value : keep(value)) ?? null;
}

/** What is written down is asked where it stands. */
function unasked(): never {
  throw new TypeError('a tape that is being written gives no answers');
}
