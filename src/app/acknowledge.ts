import type { AllMiddlewareArgs, AnyMiddlewareArgs } from '@slack/bolt';
import type { Delivering, InboundLayer } from '#app/layers.ts';
import { faultFields, ownFault, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';

/** Slack waits three seconds. What is not answered after this many milliseconds is answered for. */
const PATIENCE = 2_000;
const LATE = 'This takes longer than usual. Look at the thread in a minute before you send it again.';
const UNKNOWN =
  'This is not understood any more. Use the newest message, or type `/experiment help` in the channel.';
/** The name under which a delivery's context says what it was answered. */
const ANSWER = 'answerGiven';

/** What was given to each delivery, by its body. */
interface Given {
  readonly answers: WeakMap<object, { readonly answer: unknown }>;
  /** How words reach the person after the answer. */
  readonly later: WeakMap<object, (words: object) => Promise<unknown>>;
}

/**
 * Sees to it that every delivery is answered once and in time: before Slack's three seconds end however slow the store
 * is, and at once if no person waits for it. A fault before the answer goes on to Slack as such, which tells the person that
 * it failed. Words that come after a command's answer in time go to its response address.
 */
export function withAnswerInTime(log: Logger, patience = PATIENCE): InboundLayer {
  const given: Given = { answers: new WeakMap(), later: new WeakMap() };
  return { around: (next) => answerOnce(next, given, log), middleware: answerSoon(given, log, patience) };
}

/** Answers once, and after the work if nothing was answered until then. */
function answerOnce(next: Delivering, { answers, later }: Given, log: Logger): Delivering {
  return async (event) => {
    const { body } = event;
    const ack = async (answer?: unknown) => {
      if (!answers.has(body)) {
        answers.set(body, { answer });
        return event.ack(answer);
      }
      if (typeof answer === 'object' && answer !== null) await later.get(body)?.(answer);
    };
    try {
      await next({ ...event, ack });
    } catch (thrown) {
      // Slack is told that it failed: whatever comes later is no answer any more.
      if (!answers.has(body)) answers.set(body, { answer: undefined });
      log.error('a delivery could not be handled', {
        type: typeOf(body),
        ...faultFields(toAppError(thrown)),
      });
      throw thrown;
    }
    if (!answers.has(body)) await ack(answerOf(body, UNKNOWN));
  };
}

/** Answers for the listeners if they take longer than `patience` milliseconds. */
function answerSoon(
  { answers, later }: Given,
  log: Logger,
  patience: number,
): NonNullable<InboundLayer['middleware']> {
  return async (delivery) => {
    const { body, next, context } = delivery;
    context[ANSWER] = () => answers.get(body)?.answer;
    if (typeOf(body) === 'command' && 'respond' in delivery) later.set(body, delivery.respond);
    const timer = setTimeout(() => {
      if (!answers.has(body)) tellLate(delivery, log);
    }, patience);
    try {
      await next();
    } finally {
      clearTimeout(timer);
    }
    if (!answers.has(body)) await tellSender(delivery, UNKNOWN);
  };
}

function tellLate(delivery: AnyMiddlewareArgs & AllMiddlewareArgs, log: Logger): void {
  const type = typeOf(delivery.body);
  log.warn('a delivery was answered before it was dealt with', { type });
  // A press whose person could not be told is left unanswered: it may be taken yet, or Slack says that it failed.
  tellSender(delivery, LATE).catch((thrown: unknown) => {
    log.warn('a person could not be told', { type, code: toAppError(thrown).code });
  });
}

/** What a delivery was answered so far; undefined if it was not answered, or without words. */
export function answerGiven(context: Readonly<Record<string, unknown>>): unknown {
  const read: unknown = context[ANSWER];
  return typeof read === 'function' ? read() : undefined;
}

/**
 * Answers with words that the person sees: in the answer itself, before that of a press as a message to them alone.
 * Throws without an answer if the person cannot be told about a press: the answer alone would say that it was taken.
 */
export async function tellSender(
  delivery: AnyMiddlewareArgs & AllMiddlewareArgs,
  text: string,
): Promise<void> {
  const { body } = delivery;
  if (typeOf(body) === 'block_actions') {
    if (!('respond' in delivery) || delivery.respond === undefined) {
      throw ownFault('inbound.untold', 'This press has no response address.');
    }
    await delivery.respond({ text, response_type: 'ephemeral', replace_original: false });
  }
  const ack: unknown = Reflect.get(delivery, 'ack');
  if (typeof ack === 'function') await ack(answerOf(body, text));
}

/** What Slack shows of an answer differs: commands show a text, forms an error at a field, menus their options. */
function answerOf(body: object, text: string): unknown {
  switch (typeOf(body)) {
    case 'command':
      return { response_type: 'ephemeral', text };
    case 'view_submission': {
      const field = firstField(body);
      return field === null ? undefined : { response_action: 'errors', errors: { [field]: text } };
    }
    case 'block_suggestion':
      return { options: [] };
    default:
      return undefined;
  }
}

function typeOf(body: object): string {
  if ('command' in body) return 'command';
  return 'type' in body && typeof body.type === 'string' ? body.type : 'unknown';
}

/** The block id of the first input of a submitted form, to which an error can be said. */
function firstField(body: object): string | null {
  const blocks: unknown = 'view' in body ? Reflect.get(Object(body.view), 'blocks') : null;
  if (!Array.isArray(blocks)) return null;
  for (const block of blocks) {
    const { type, block_id: id }: { type?: unknown; block_id?: unknown } = Object(block);
    if (type === 'input' && typeof id === 'string') return id;
  }
  return null;
}
