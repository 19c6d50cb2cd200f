import { createServer } from 'node:http';
import { answerQuestions } from '../child.ts';

/** Every vendor at constant cost: whatever Slack is asked is done, and answered at once. */
let asked = 0;
const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => {
    asked += 1;
    const about = request.url?.endsWith('/conversations.info') === true ? PUBLIC : {};
    const body = JSON.stringify({ ...ANSWER, ...about, ts: `1767603600.${String(asked).padStart(6, '0')}` });
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  });
});
const ANSWER = {
  ...{ ok: true, channel: 'C000000GROW', team_id: 'T1', user_id: 'UBOT', bot_id: 'BBOT' },
  results: [],
  // Every thread is still there.
  message: { thread_ts: '1767603600.000100' },
} as const;

/** Every channel is one that all of the workspace may read. */
const PUBLIC = { channel: { id: 'C000000GROW', is_private: false, is_member: true } } as const;

answerQuestions(async () => {
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { port: typeof address === 'object' ? address?.port : null, asked };
});
