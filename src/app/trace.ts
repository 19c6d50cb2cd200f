import { AsyncLocalStorage } from 'node:async_hooks';
import { deliveryId } from '#app/delivery-id.ts';
import type { InboundLayer, PerformerLayer } from '#app/layers.ts';
import type { Execute } from '#journal/perform.ts';
import type { Logger } from '#shared/logger.ts';

/** Log lines that can be followed from what a person did in Slack to what came of it outside. */
export interface Trace {
  /** The log, with the id of the delivery on every line that is written while it is dealt with. */
  readonly log: Logger;
  /** Puts the id of each delivery on the lines that follow from it. */
  readonly withDeliveryId: InboundLayer;
  /** Does work that belongs to no delivery, though one may have set it off. */
  readonly apart: (work: () => void) => void;
  /** Writes a line for every commit. */
  readonly withCommitLines: (execute: Execute) => Execute;
  /** Writes a line for every effect that was performed. */
  readonly withEffectLines: PerformerLayer;
}

/** Follows deliveries through the asynchronous work that they cause. */
export function createTrace(log: Logger): Trace {
  const deliveries = new AsyncLocalStorage<string>();
  const traced = tracedLogger(log, () => deliveries.getStore());
  return {
    log: traced,
    withDeliveryId: {
      middleware: async ({ body, next }) => {
        const id = deliveryId(body);
        await (id === null ? next() : deliveries.run(id, next));
      },
    },
    apart: (work) => deliveries.exit(work),
    withCommitLines: (execute) => async (key, command) => {
      const result = await execute(key, command);
      if (result.kind === 'ok') {
        const { id: commit } = result.value.commit;
        const by = command.actor.person ?? 'bot';
        traced.info('a command was committed', { experiment: key, commit, command: command.name, by });
      }
      return result;
    },
    withEffectLines: (kind, perform) => async (performance) => {
      await perform(performance);
      const { key, commit, attempts } = performance;
      traced.info('an effect was performed', {
        ...{ experiment: commit.experiment, commit: commit.id, effect: key },
        ...{ kind, attempts },
      });
    },
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
