import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Slack, startSlack } from './start-slack.ts';
import { answerTestRoute } from './test-routes.ts';
import { readWorkspace } from './workspace-file.ts';

/**
 * Runs the stand-in in a process of its own, so that it lives on when the bot is killed:
 * `node src/sandbox/slack/serve.ts --signing-secret … --bot-token … --workspace file.json [--port 0] [--bot-url …]`.
 * Prints one line of JSON with its addresses, and stops on SIGTERM.
 */
async function serve(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'signing-secret': { type: 'string' },
      'bot-token': { type: 'string' },
      'bot-url': { type: 'string', default: '' },
      workspace: { type: 'string' },
      port: { type: 'string', default: '0' },
    },
  });
  const { 'signing-secret': signingSecret, 'bot-token': botToken, workspace } = values;
  if (signingSecret === undefined || botToken === undefined || workspace === undefined) {
    throw new Error('--signing-secret, --bot-token and --workspace are needed');
  }
  const running: { slack?: Slack } = {};
  const slack = await startSlack({
    now: Date.now,
    signingSecret,
    botToken,
    botUrl: values['bot-url'],
    port: Number(values.port),
    workspace: readWorkspace(await readFile(workspace, 'utf8')),
    testRoute: async (name, body) => {
      if (running.slack === undefined) throw new Error('the stand-in has not started yet');
      return answerTestRoute(running.slack, name, body);
    },
  });
  running.slack = slack;
  // Before the line is out: whoever reads it may stop us at once.
  process.once('SIGTERM', () => {
    slack.close().catch(() => process.exit(1));
  });
  process.stdout.write(
    `${JSON.stringify({ url: slack.url, apiUrl: slack.apiUrl, botUserId: slack.botUserId })}\n`,
  );
}

await serve();
