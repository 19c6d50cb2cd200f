import { z } from 'zod';
import { answerQuestions } from '../child.ts';
import { type HostileCrowd, startHostileCrowd } from '../hostile-crowd.ts';

/** Senders that mean no good, in a process of their own: their work must not be taken for the bot's. */
const Question = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), port: z.number(), connections: z.number(), seconds: z.number() }),
  z.object({ kind: z.literal('stop') }),
]);

let crowd: HostileCrowd | null = null;

answerQuestions(async (question) => {
  const asked = Question.parse(question);
  if (asked.kind === 'start') crowd = startHostileCrowd(asked);
  const figures = { ...crowd?.figures() };
  if (asked.kind === 'stop') crowd?.stop();
  return figures;
});
