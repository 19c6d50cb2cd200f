import type { AllMiddlewareArgs, AnyMiddlewareArgs, App } from '@slack/bolt';
import { toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';

/** Slack waits three seconds. What is not answered after this many milliseconds is answered for. */
const PATIENCE = 2_000;
const LATE = 'This takes longer than usual. Look at the thread in a minute before you send it again.';
const UNKNOWN = 'This is not understood any more. Use the newest message, or `/experiment help`.';

/**
 * Sees to it that every delivery is answered once and in time: before Slack's three seconds end however slow the store
 * is, and at once where nobody listens. A fault before the answer goes on to Slack as such, which tells the person that
 * it failed. Must be registered before everything else that listens.
 */
export function acknowledgeInTime(app: App, log: Logger, patience = PATIENCE): void {
  const answered = new WeakSet<object>();
  const process = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    const { body } = event;
    const ack = async (answer?: unknown) => {
      if (answered.has(body)) return;
      answered.add(body);
      await event.ack(answer);
    };
    try {
      await process({ ...event, ack });
    } catch (thrown) {
      const { code, message } = toAppError(thrown);
      log.error('a delivery could not be handled', { type: typeOf(body), code, error: message });
      throw thrown;
    }
    await ack(answerOf(body, UNKNOWN));
  };
  app.use(async (delivery) => {
    const { body, next } = delivery;
    const timer = setTimeout(() => {
      if (answered.has(body)) return;
      log.warn('a delivery was answered before it was dealt with', { type: typeOf(body) });
      void tell(delivery, log, LATE);
    }, patience);
    try {
      await next();
    } finally {
      clearTimeout(timer);
    }
    if (!answered.has(body)) await tell(delivery, log, UNKNOWN);
  });
}

/** Answers with words that the person sees: in the answer itself, after a press as a message to them alone. */
async function tell(
  delivery: AnyMiddlewareArgs & AllMiddlewareArgs,
  log: Logger,
  text: string,
): Promise<void> {
  const { body } = delivery;
  try {
    const ack: unknown = Reflect.get(delivery, 'ack');
    if (typeof ack === 'function') await ack(answerOf(body, text));
    if (typeOf(body) === 'block_actions' && 'respond' in delivery && delivery.respond !== undefined) {
      await delivery.respond({ text, response_type: 'ephemeral', replace_original: false });
    }
  } catch (thrown) {
    log.warn('a person could not be told', { type: typeOf(body), code: toAppError(thrown).code });
  }
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
