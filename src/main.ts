import { once } from 'node:events';
import { environment, readConfig } from '#app/config.ts';
import { createLog } from '#app/log.ts';
import { run } from '#app/run.ts';
import { startPlay } from '#sandbox/play.ts';
import { terminalOf } from '#sandbox/terminal/terminal.ts';
import { toAppError } from '#shared/errors.ts';

const config = readConfig(environment());
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopping.abort());

try {
  if (config.kind === 'refused') {
    const problems = config.problem.map((problem) => `  ${problem}\n`).join('');
    process.stderr.write(
      `The bot is not started, because its configuration is not complete:\n${problems}` +
        'See .env.example. With none of the Slack variables set it runs in the sandbox.\n',
    );
    process.exitCode = 1;
  } else if (config.value.mode === 'slack') {
    const bot = await run(config.value.bot, createLog(config.value.bot.logLevel, 'output'));
    if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
    await bot.stop();
    process.exit();
  } else {
    const { model, logLevel } = config.value;
    await startPlay({
      ...{ input: process.stdin, output: process.stdout, signal: stopping.signal, model },
      terminal: terminalOf(process.stdout, environment()),
      log: createLog(logLevel, 'error'),
    });
  }
} catch (thrown) {
  process.stderr.write(`The bot could not go on: ${toAppError(thrown).message}\n`);
  process.exit(1);
}
