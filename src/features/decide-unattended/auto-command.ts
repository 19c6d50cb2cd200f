import type { Subcommand } from '#features/feature.ts';
import { executePress } from '#features/press.ts';
import { unknownKey } from '#features/unknown-key.ts';

const USAGE = 'on|off|dry-run <key>';
const MODES = ['on', 'off', 'dry-run'] as const;

/** `/experiment auto on <key>`: a standing approval for what the rules recommend; `dry-run` says what it would do. */
export const autoCommand: Subcommand = {
  word: 'auto',
  usage: USAGE,
  help: 'let the bot do what the rules recommend (approvers, low risk)',
  run: async ({ coPilot, command, rest, respond }) => {
    const tell = async (text: string) => {
      await respond({ text, response_type: 'ephemeral' });
    };
    const [typed = '', key = ''] = rest.split(' ');
    const mode = MODES.find((one) => one === typed.toLowerCase());
    if (mode === undefined) return tell(`Say how: \`/experiment auto ${USAGE}\`.`);
    const experiment = await coPilot.load(key);
    if (experiment === null) return tell(unknownKey(key, `auto ${USAGE}`));
    const actor = await coPilot.people.actorOf(command.user_id);
    const planHash = experiment.design?.planHash ?? '';
    const regressionLimit = coPilot.choices.afterwards.autoRegressionLimit;
    const body = { name: 'setAuto', mode, planHash, regressionLimit } as const;
    if (await executePress(coPilot, { actor, tell }, key, body)) await tell(`Auto: ${mode} for \`${key}\`.`);
  },
};
