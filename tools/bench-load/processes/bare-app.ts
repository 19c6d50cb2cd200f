import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { z } from 'zod';
import { answerQuestions } from '../child.ts';

/** The least that Bolt can do: the same receiver, everything acknowledged, nothing else. */
const Start = z.object({ signingSecret: z.string(), botToken: z.string(), apiUrl: z.string() });

answerQuestions(async (question) => {
  const { signingSecret, botToken, apiUrl } = Start.parse(question);
  const receiver = new HTTPReceiver({ signingSecret, port: 0, logLevel: LogLevel.ERROR });
  const app = new App({
    token: botToken,
    receiver,
    clientOptions: { slackApiUrl: apiUrl },
    logLevel: LogLevel.ERROR,
  });
  app.action(/.*/, ({ ack }) => ack());
  app.view(/.*/, ({ ack }) => ack());
  app.command(/.*/, ({ ack }) => ack());
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  const address = server.address();
  return { port: typeof address === 'object' ? address?.port : null };
});
