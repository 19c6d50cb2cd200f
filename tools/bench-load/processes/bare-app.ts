import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { z } from 'zod';
import { APPROVER } from '../bench-config.ts';
import { answerQuestions, usage } from '../child.ts';
import { openRawSqlite } from '../raw-inserts.ts';

/**
 * The least that Bolt can do: the same receiver, everything acknowledged, nothing else. With a `journal` it writes down
 * what the bot commits, by one raw insert each that is on the disk before the acknowledgement goes out.
 */
const Question = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('start'),
    ...{
      signingSecret: z.string(),
      botToken: z.string(),
      apiUrl: z.string(),
      journal: z.string().nullable(),
    },
  }),
  z.object({ kind: z.literal('usage') }),
]);
type Start = Extract<z.infer<typeof Question>, { readonly kind: 'start' }>;

/** An act of a person who may not approve is refused and writes nothing. */
const Act = z.object({ user: z.object({ id: z.literal(APPROVER) }), trigger_id: z.string() });

answerQuestions(async (question) => {
  const asked = Question.parse(question);
  return asked.kind === 'usage' ? usage() : start(asked);
});

async function start({ signingSecret, botToken, apiUrl, journal }: Start): Promise<object> {
  const receiver = new HTTPReceiver({ signingSecret, port: 0, logLevel: LogLevel.ERROR });
  const app = new App({
    token: botToken,
    receiver,
    clientOptions: { slackApiUrl: apiUrl },
    logLevel: LogLevel.ERROR,
  });
  const raw = journal === null ? null : openRawSqlite(journal);
  const keep = async (body: object) => {
    const act = Act.safeParse(body);
    if (raw !== null && act.success) await raw.insert(act.data.trigger_id, JSON.stringify(body));
  };
  app.action(/.*/, async ({ ack, body }) => {
    await keep(body);
    await ack();
  });
  app.view(/.*/, async ({ ack, body }) => {
    await keep(body);
    await ack();
  });
  app.command(/.*/, ({ ack }) => ack());
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  const address = server.address();
  return { port: typeof address === 'object' ? address?.port : null };
}
