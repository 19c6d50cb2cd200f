import { once } from 'node:events';
import { environment, readConfig, readWorkspaceConfig } from '#app/config.ts';
import { loadEnvFile } from '#app/env-file.ts';
import { createLog } from '#app/log.ts';
import { run } from '#app/run.ts';
import { faultFields, toAppError } from '#shared/errors.ts';

loadEnvFile();
const config = readConfig(environment());
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopping.abort());

/** Says what is missing or wrong and ends the process with 1. */
function refuse(problems: readonly string[], hint: string, what = 'The bot did not start.'): void {
  process.stderr.write(
    `${what} Mend these: variables in the environment or in .env (see .env.example), settings in their file (docs/settings.md).\n` +
      problems.map((problem) => `  ${problem}\n`).join('') +
      hint,
  );
  process.exitCode = 1;
}

/** The sandbox, or null if this installation has none, as in the Docker image. */
async function loadSandbox() {
  try {
    return await import('#sandbox/play/start.ts');
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw thrown;
  }
}

try {
  if (config.kind === 'refused') {
    refuse(
      config.problem,
      'To run the bot in its sandbox, set none of the Slack variables, or CO_PILOT_MODE=sandbox.\n',
    );
  } else if (config.value.mode === 'slack') {
    const log = createLog(config.value.bot.logLevel, 'output');
    const started = await run(config.value.bot, log, stopping.signal);
    if (started.kind === 'ok') {
      const { broken, stop } = started.value;
      const told = stopping.signal.aborted ? null : once(stopping.signal, 'abort').then(() => null);
      const problems = await Promise.race([told, broken]);
      if (problems !== null) refuse(problems, '', 'The bot ended, because a connection is set wrongly.');
      await stop();
    } else if (started.problem.length > 0) refuse(started.problem, '');
    process.exit();
  } else {
    const { model, why, logLevel } = config.value;
    const sandbox = await loadSandbox();
    if (sandbox !== null) await sandbox.start({ model, why, log: createLog(logLevel, 'error'), stopping });
    else {
      const needed = readWorkspaceConfig(environment());
      refuse(needed.kind === 'refused' ? needed.problem : [], 'This installation has no sandbox.\n');
    }
  }
} catch (thrown) {
  const fault = toAppError(thrown);
  const { reason, stack = reason } = faultFields(fault);
  // What a person can mend needs no stack.
  if (fault.kind === 'refused') refuse([fault.message], '');
  else process.stderr.write(`The bot stopped because of a fault: ${String(stack)}\n`);
  process.exit(1);
}
