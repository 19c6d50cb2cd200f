/**
 * `npm run doctor`: looks at all that a start looks at (settings, store, every connection) and starts nothing. One line for each: ✓ it
 * holds, ! the bot works with less, ✗ what is wrong and what to do.
 * Exit code 1: the bot does not start like this, or a far side does not answer now. Exit code 2: the arguments cannot be used.
 */
import { type ConnectionFinding, checkConnections } from '#app/check-connections.ts';
import { type BotConfig, environment, readWorkspaceConfig } from '#app/config.ts';
import { loadEnvFile } from '#app/env-file.ts';
import { quorumCheck } from '#app/quorum-check.ts';
import { connectVendors } from '#app/vendors.ts';
import type { Store } from '#ports/store.ts';
import { EMPTY_SETTINGS } from '#settings/file/empty-settings.ts';
import { systemClock } from '#shared/clock.ts';
import { silentLogger } from '#shared/logger.ts';
import { readArguments, refuseArguments, say } from './command-line.ts';
import { openForLook } from './doctor/open-for-look.ts';

async function main(): Promise<number> {
  const given = readArguments({ options: {} });
  if (given.kind === 'refused') return refuseArguments(given.problem, 'usage: npm run doctor');
  loadEnvFile();
  const read = readWorkspaceConfig(environment());
  if (read.kind === 'refused') return refuseConfig(read.problem);
  say('✓ Settings: every variable is set, and the settings file holds');
  const store = await openForLook(read.value.bot);
  say(store.line);
  const findings = await lookAtVendors(read.value.bot, store.store);
  await store.store.close();
  const [verdict, code] = verdictOf(findings, store.isWell);
  say(verdict);
  return code;
}

function verdictOf(findings: readonly ConnectionFinding[], isStoreWell: boolean): readonly [string, number] {
  if (!isStoreWell || findings.some(({ outcome }) => outcome === 'wrong'))
    return ['The bot cannot start like this.', 1];
  if (findings.some(({ outcome }) => outcome === 'waiting'))
    return ['The bot would start, and ask again what does not answer until it does.', 1];
  return ['The bot can start.', 0];
}

function refuseConfig(problems: readonly string[]): number {
  for (const problem of problems) say(`✗ ${problem}`);
  say('Mend these first; the connections can be looked at then.');
  say('With no Slack setting at all, `npm start` plays in the sandbox, which needs none of this.');
  return 1;
}

async function lookAtVendors(bot: BotConfig, store: Store): Promise<readonly ConnectionFinding[]> {
  const { roles, repositories, warehouse } = bot.settings ?? EMPTY_SETTINGS;
  const vendors = connectVendors(bot, {
    ...{ clock: systemClock, log: silentLogger, store },
    roles: () => roles,
    repositories: () => repositories,
    warehouse: () => warehouse,
  });
  const findings = await checkConnections([...vendors.checks(), quorumCheck(() => roles)]);
  for (const finding of findings) say(lineOf(finding));
  say(
    bot.slack.appToken === null
      ? '! Slack: the signing secret is set; only Slack’s first request shows whether it is the right one'
      : '✓ Slack: Socket Mode, which needs no public address',
  );
  return findings;
}

function lineOf({ check: { what }, outcome, sentence }: ConnectionFinding): string {
  if (outcome === 'fine') return `✓ ${what}`;
  return `${outcome === 'lacking' ? '!' : '✗'} ${what}: ${sentence ?? ''}`;
}

process.exitCode = await main();
