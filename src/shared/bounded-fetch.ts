import { type AppError, ownFault } from './errors.ts';

/** How much of an answer is taken, and for how long. */
export interface AnswerLimits {
  /** Of the body as it is read, so after what was compressed has been unpacked. */
  readonly bytes: number;
  /** Milliseconds from the head of the answer to the end of its body. */
  readonly milliseconds: number;
}

/** GitHub's list of a large repository has 7 MB, and no other answer that the bot asks for is larger. */
export const ANSWER_BYTES = 16 * 1024 * 1024;
const LIMITS: AnswerLimits = { bytes: ANSWER_BYTES, milliseconds: 120_000 };

/** The fault of an answer that is larger than the bot takes. */
export function tooLargeAnswer(bytes: number): AppError {
  const message = `An answer has more than ${Math.round(bytes / 1024 / 1024)} MB, so the bot stopped reading it.`;
  return ownFault('answer.too-large', message);
}

/** The fault of an answer that takes longer than the bot waits. */
export function tooSlowAnswer(milliseconds: number): AppError {
  const message = `An answer was not whole after ${Math.round(milliseconds / 1_000)} seconds, so the bot stopped reading it.`;
  return ownFault('answer.too-slow', message);
}

/**
 * `fetch` whose answers have an end: reading a body rejects with `answer.too-large` or `answer.too-slow` if it passes one of the limits,
 * and the connection is given up. A far side that goes on sending would otherwise take the memory or the time of all others.
 */
export function withBoundedAnswers(send: typeof fetch, limits: Partial<AnswerLimits> = {}): typeof fetch {
  return async (input, init) => {
    const answer = await send(input, init);
    if (answer.body === null) return answer;
    const { status, statusText, headers, url } = answer;
    const whole = new Response(bounded(answer.body, { ...LIMITS, ...limits }), {
      status,
      statusText,
      headers,
    });
    // What a constructor makes has no address, and clients name it in their faults.
    return Object.defineProperty(whole, 'url', { value: url });
  };
}

function bounded(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  { bytes, milliseconds }: AnswerLimits,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  let size = 0;
  let timer: NodeJS.Timeout | undefined;
  const giveUp = (reason: unknown) => {
    clearTimeout(timer);
    // It may be broken already, which is what is told anyway.
    void reader.cancel(reason).catch(() => {});
  };
  return new ReadableStream({
    start: (controller) => {
      timer = setTimeout(() => {
        const fault = tooSlowAnswer(milliseconds);
        controller.error(fault);
        giveUp(fault);
      }, milliseconds).unref();
    },
    pull: async (controller) => {
      const { done, value } = await reader.read();
      if (done) {
        clearTimeout(timer);
        return controller.close();
      }
      size += value.byteLength;
      if (size <= bytes) return controller.enqueue(value);
      giveUp('too large');
      throw tooLargeAnswer(bytes);
    },
    cancel: giveUp,
  });
}
