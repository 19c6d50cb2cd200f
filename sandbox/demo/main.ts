import { environment, readConfig } from '#app/config.ts';
import { createLog } from '#app/log.ts';
import { runDemo } from '#sandbox/demo/run-demo.ts';
import { terminalOf } from '#sandbox/terminal/terminal.ts';

/** The demo plays in the sandbox even if a real workspace is configured; only the model may be a real one. */
const NO_WORKSPACE = {
  SLACK_BOT_TOKEN: undefined,
  SLACK_SIGNING_SECRET: undefined,
  SLACK_APP_TOKEN: undefined,
};

/** `npm run demo`: plays the demo on this terminal and answers the exit code. */
async function main(): Promise<number> {
  const config = readConfig({ ...environment(), ...NO_WORKSPACE });
  if (config.kind === 'refused') {
    process.stderr.write(`The model is not configured completely:\n${config.problem.join('\n')}\n`);
    return 1;
  }
  const model = config.value.mode === 'sandbox' ? config.value.model : null;
  const { page, columns } = terminalOf(process.stdout, environment());
  const { failed } = await runDemo({ page, columns, model, log: createLog('error', 'error') });
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
