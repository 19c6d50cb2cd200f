import { makeFlagKey, PRODUCTION } from '#adapters/own-flags/flag-keys.ts';
import { makeToken } from '#features/tokens/make-token.ts';
import type { RunningSandbox } from '#sandbox/run-sandbox.ts';
import { type ProgramKeys, type SupportProgram, startSupportProgram } from './support-program.ts';

/** The keys that an admin makes for the program, and the addresses of the bot. */
async function keysForProgram({ bot, sandbox, port }: RunningSandbox): Promise<ProgramKeys> {
  const { coPilot } = bot;
  const key = { name: 'support', environment: PRODUCTION, madeAt: sandbox.clock.now() };
  const flagsKey = await makeFlagKey(coPilot.store, key);
  const actor = await coPilot.people.actorOf(sandbox.slack.userId('ada'));
  const wish = { kind: 'service', name: 'Support', scopes: ['observe'], days: 90 } as const;
  const made = await makeToken(coPilot, actor, wish);
  if (flagsKey === null || made.kind === 'refused') throw new Error('the program got no keys');
  return {
    ...{ flagsUrl: `http://127.0.0.1:${bot.flagsPort()}`, flagsKey },
    ...{ apiUrl: `http://127.0.0.1:${port}`, token: made.value.text },
  };
}

/** Starts the program with keys of its own: it has answered tickets for weeks, and answers more as time passes. */
export async function runSupportProgram(running: RunningSandbox): Promise<SupportProgram> {
  const program = await startSupportProgram(running, await keysForProgram(running));
  await program.remember();
  running.onTime(program.live);
  return program;
}
