/**
 * `node tools/flags/serve-flags.ts <store>`: a whole bot without PostHog over a store, with the stand-ins of the sandbox around it and its flag server on a free
 * port of this machine, until its input ends. Prints the port of the flags.
 */
import { run } from '#app/run.ts';
import { startSandbox } from '#sandbox/start-sandbox.ts';
import { silentLogger } from '#shared/logger.ts';

const databaseFile = process.argv[2] ?? '';
const clock = { now: Date.now, advance: () => {} };
const sandbox = await startSandbox({ clock, databaseFile });
const { posthog: _, ...others } = sandbox.config;
const own = {
  'own-flags': { host: '127.0.0.1', port: 0, pages: 'http://127.0.0.1' },
  'own-observations': { address: `sqlite:${databaseFile}-observations`, days: 400 },
};
const started = await run({ ...others, ...own }, silentLogger);
if (started.kind === 'refused') throw new Error(started.problem.join(' '));
const bot = started.value;
process.stdout.write(`${bot.flagsPort}\n`);
process.stdin.resume();
process.stdin.once('end', () => {
  void bot.stop().then(() => sandbox.close());
});
