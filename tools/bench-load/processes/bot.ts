import { z } from 'zod';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { BotConfig } from '#app/config.ts';
import { createLog } from '#app/log.ts';
import { run } from '#app/run.ts';
import { answerQuestions, usage } from '../child.ts';

/**
 * The bot as `npm start` runs it, jobs and worker included. `usage` answers when no effect is due any more, `memory` at once.
 */
const Question = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), config: z.custom<BotConfig>() }),
  z.object({ kind: z.literal('usage') }),
  z.object({ kind: z.literal('memory') }),
]);

let rest = async (): Promise<object> => ({});

answerQuestions(async (question) => {
  const asked = Question.parse(question);
  if (asked.kind === 'memory') return usage();
  if (asked.kind === 'usage') return rest();
  const started = await run(asked.config, createLog(asked.config.logLevel, 'error'));
  if (started.kind === 'refused') throw new Error(started.problem.join(' '));
  const { port } = started.value;
  const store = await openSqliteStore(asked.config.databaseFile);
  rest = async () => {
    while ((await store.nextDueAt()) !== null) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return usage();
  };
  return { port };
});
