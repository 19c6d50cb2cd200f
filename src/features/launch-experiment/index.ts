import type { PersonBody } from '#domain/command.ts';
import type { Feature, Subcommand, SubcommandCall } from '#features/feature.ts';
import { checkFlagBefore } from '#features/guard-flag/check-flag.ts';
import { executePress } from '#features/press.ts';
import { MINUTE } from '#shared/clock.ts';
import * as actions from './actions.ts';
import { renderHeldBack, renderLaunched, renderLaunchProposed, renderRunning } from './blocks.ts';
import { verifyLaunches } from './launch-experiment.ts';
import { renderPaused, renderResumed } from './pause-blocks.ts';
import { performFlag } from './perform-flag.ts';
import { renderLaunchNotVerified, renderRampRaised } from './ramp-blocks.ts';
import { retryFlags } from './retry-flags.ts';

async function run(call: SubcommandCall, key: string, body: PersonBody, done: string): Promise<void> {
  const { coPilot, command, respond } = call;
  const tell = async (text: string) => {
    await respond({ text, response_type: 'ephemeral' });
  };
  const actor = await coPilot.people.actorOf(command.user_id);
  if (await executePress(coPilot, { actor, tell }, key, body)) await tell(done);
}

const pause: Subcommand = {
  word: 'pause',
  usage: '<key> [reason]',
  help: 'switch the change off for now (any person)',
  run: async (call) => {
    const [key = '', ...words] = call.rest.split(/\s+/);
    const reason = await call.coPilot.people.pseudonymise(words.join(' '));
    await run(call, key, { name: 'pause', reason }, `Pausing \`${key}\`.`);
  },
};

const resume: Subcommand = {
  word: 'resume',
  usage: '<key>',
  help: 'go on with a paused experiment (approvers who did not write it)',
  run: async (call) => {
    await checkFlagBefore(call.coPilot, call.rest);
    await run(call, call.rest, { name: 'resume', message: null }, `Resuming \`${call.rest}\`.`);
  },
};

/** Launch by evidence: the button, the flag, the checks of the canary, pause and resume. */
export const launchExperiment = {
  name: 'launch-experiment',
  actions: Object.values(actions),
  subcommands: [pause, resume],
  messages: {
    'launch-proposed': renderLaunchProposed,
    launched: renderLaunched,
    'launch-held-back': renderHeldBack,
    running: renderRunning,
    'launch-not-verified': renderLaunchNotVerified,
    'ramp-raised': renderRampRaised,
    paused: renderPaused,
    resumed: renderResumed,
  },
  performers: (coPilot) => ({ flag: (performance) => performFlag(coPilot, performance) }),
  jobs: [
    { name: 'verify-launches', everyMs: 15 * MINUTE, run: (coPilot) => verifyLaunches(coPilot) },
    { name: 'retry-flags', everyMs: 5 * MINUTE, run: (coPilot) => retryFlags(coPilot) },
  ],
} satisfies Feature;
