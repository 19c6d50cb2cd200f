/**
 * `npm run doctor`: looks at all that a start looks at (settings, store, every connection) and starts nothing. One line for each: ✓ it holds,
 * ! the bot works with less, ✗ what is wrong and what to do.
 * Exit code 1: the bot does not start like this, or a far side does not answer now. Exit code 2: the arguments cannot be used.
 */
import { existsSync } from 'node:fs';
import { type BotConfig, environment, readWorkspaceConfig } from '#app/config.ts';
import { checkConnections, type Finding } from '#app/check-connections.ts';
import { loadEnvFile } from '#app/env-file.ts';
import { openStore } from '#app/open-store.ts';
import { connectVendors } from '#app/vendors.ts';
import type { Store } from '#ports/store.ts';
import { systemClock } from '#shared/clock.ts';
import { toAppError } from '#shared/errors.ts';
import { silentLogger } from '#shared/logger.ts';
import { readArguments, refuseArguments, say } from './command-line.ts';

async function main(): Promise<number> {
  const given = readArguments({ options: {} });
  if (given.kind === 'refused') return refuseArguments(given.problem, 'usage: npm run doctor');
  loadEnvFile();
  const read = readWorkspaceConfig(environment());
  if (read.kind === 'refused') return refuseConfig(read.problem);
  const { bot } = read.value;
  say('✓ Settings: every variable is there, and the settings file is right');
  sayHow(bot);
  const store = await lookAtStore(bot);
  const isWell = (await lookAtVendors(bot, store)) && store !== null;
  await store?.close();
  say(isWell ? 'The bot can start.' : 'The bot cannot start like this.');
  return isWell ? 0 : 1;
}

function refuseConfig(problems: readonly string[]): number {
  for (const problem of problems) say(`✗ ${problem}`);
  say('The connections can be looked at when these are mended. `npm start` without any Slack setting plays in the sandbox.');
  return 1;
}
