import { AsyncLocalStorage } from 'node:async_hooks';
import type { App } from '@slack/bolt';
import { deliveryId } from '#app/inbound.ts';
import type { Effect } from '#domain/effect.ts';
import type { Execute, Performance } from '#journal/perform.ts';
import type { Logger } from '#shared/logger.ts';

/** What the log says of an effect that was performed. */
export type Performed = Pick<Performance, 'key' | 'commit' | 'attempts'> & { readonly kind: Effect['kind'] };

/** Log lines that can be followed from what a person did in Slack to what came of it outside. */
export interface Trace {
  /** The log, with the id of the delivery on every line that is written while it is dealt with. */
  readonly log: Logger;
  /** Puts the id of each delivery of an app on the lines that follow from it. */
  readonly follow: (app: App) => void;
  /** Does work that belongs to no delivery, though one may have set it off. */
  readonly apart: (work: () => void) => void;
  /** Execute, with a line for every commit. */
  readonly committing: (execute: Execute) => Execute;
  /** Writes the line of an effect that was performed. */
  readonly performed: (done: Performed) => void;
}

/** Follows deliveries through the asynchronous work that they cause. */
export function createTrace(log: Logger): Trace {
  const deliveries = new AsyncLocalStorage<string>();
  const traced = tracedLogger(log, () => deliveries.getStore());
  return {
    log: traced,
    follow: (app) =>
      app.use(async ({ body, next }) => {
        const id = deliveryId(body);
        await (id === null ? next() : deliveries.run(id, next));
      }),
    apart: (work) => deliveries.exit(work),
    committing: (execute) => async (key, command) => {
      const result = await execute(key, command);
      if (result.kind === 'ok') {
        const { id: commit } = result.value.commit;
        const by = command.actor.person ?? 'bot';
        traced.info('a command was committed', { experiment: key, commit, command: command.name, by });
      }
      return result;
    },
    performed: ({ key, commit, kind, attempts }) =>
      traced.info('an effect was performed', {
        ...{ experiment: commit.experiment, commit: commit.id, effect: key },
        ...{ kind, attempts },
      }),
  };
}

function tracedLogger(log: Logger, delivery: () => string | undefined): Logger {
  const write =
    (level: keyof Logger): Logger['info'] =>
    (message, fields) => {
      const id = delivery();
      log[level](message, id === undefined ? fields : { ...fields, delivery: id });
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
