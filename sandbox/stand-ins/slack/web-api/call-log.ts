import type { FaultKind } from '#sandbox/stand-ins/http/faults.ts';
import type { Exchange } from '#sandbox/stand-ins/http/wire.ts';
import type { Answer } from '#sandbox/stand-ins/slack/answer.ts';
import { type Fields, fieldsOf } from '#sandbox/stand-ins/slack/fields.ts';
import { jsonOf } from './arguments.ts';
import { callOf } from './call.ts';

/** A call of the Web API, as it is kept in the log. */
export interface SlackRequest {
  readonly at: number;
  readonly method: string;
  /** The arguments without the token. */
  readonly args: Fields;
  /** What was answered; null if a fault kept the method from being done. */
  readonly answer: Answer | null;
  readonly fault: FaultKind | null;
}

/** The calls of the Web API, oldest first. */
export interface CallLog {
  /** Copies of the calls; of one method if given. */
  requests(method?: string): readonly SlackRequest[];
  observe(exchange: Exchange): void;
}

/** An empty log; `now` gives the time of its lines. */
export function createCallLog(now: () => number): CallLog {
  const log: SlackRequest[] = [];
  return {
    requests: (method) => structuredClone(log.filter((one) => method === undefined || one.method === method)),
    observe: ({ request, done, fault }) => {
      const called = callOf(request);
      if (called === null) return;
      const answer = done === null ? null : answerIn(String(done.body));
      const { method, args } = called;
      log.push({ at: now(), method, args, answer, fault: fault?.kind ?? null });
    },
  };
}

function answerIn(body: string): Answer {
  const fields = fieldsOf(jsonOf(body));
  return { ...fields, ok: fields['ok'] === true };
}
