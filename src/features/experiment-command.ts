import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Redaction } from '#agents/redaction.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { answerCommand, type Respond } from '#features/answer-command.ts';
import { asTyped } from '#features/as-typed.ts';
import { renderGuess } from '#features/choose-command/guess-blocks.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Subcommand, TypedCommand } from '#features/feature.ts';
import type { FormClient } from '#features/form-client.ts';
import { withMaskNoted } from '#features/mask-note.ts';
import { openRequestForm } from '#features/propose-experiment/open-form.ts';
import { refusesPlace } from '#features/propose-experiment/refuse-place.ts';
import type { NamedExperiment } from '#features/read-command/find-experiments.ts';
import { knownExperiments } from '#features/read-command/known-experiments.ts';
import { readCommand, type Typed } from '#features/read-command/read-command.ts';
import { reportFault } from '#features/report-fault.ts';

/** A command as Bolt hands it over. */
export type ReceivedCommand = Pick<
  SlackCommandMiddlewareArgs & AllMiddlewareArgs,
  'ack' | 'client' | 'command' | 'respond'
>;

/**
 * Answers `/experiment`. An idea opens the form at once, because the trigger lives for three seconds. The command is
 * acknowledged after that, so that a form which does not open is told in the acknowledgement.
 */
export async function receiveCommand(
  coPilot: CoPilot,
  subcommands: readonly Subcommand[],
  { command: sent, client, ...ways }: ReceivedCommand,
): Promise<void> {
  const { respond: answered, acknowledge } = answerCommand(ways);
  const respond: Respond = (message) => answered(withoutSecretsIn(message, coPilot.agents.redaction));
  const command = { ...sent, text: asTyped(sent.text) };
  const tell = async (text: string) => {
    await respond({ text, response_type: 'ephemeral' });
  };
  await reportFault(coPilot.log, 'command', tell, async () => {
    const known = await knownExperiments(coPilot, command.text, subcommands);
    const typed = readCommand(command.text, subcommands, known);
    const { noting, note } = withMaskNoted(coPilot);
    await answer(noting, typed, { command, respond, client, tell, known });
    const masked = note();
    if (masked !== null) await tell(masked);
  });
  await acknowledge();
}

/** An answer may repeat what was typed, but never a secret. */
function withoutSecretsIn<Message extends object>(message: Message, { withoutSecrets }: Redaction): Message {
  return JSON.parse(JSON.stringify(message), (name, value: unknown) =>
    name === 'text' && typeof value === 'string' ? withoutSecrets(value) : value,
  );
}

interface Call {
  readonly command: TypedCommand;
  readonly known: readonly NamedExperiment[];
  readonly respond: Respond;
  readonly client: FormClient;
  readonly tell: (text: string) => Promise<void>;
}

async function answer(coPilot: CoPilot, typed: Typed, call: Call): Promise<void> {
  const { command, respond, client, tell } = call;
  switch (typed.kind) {
    case 'subcommand':
      return typed.subcommand.run({ coPilot, command, rest: typed.rest, respond, client });
    case 'guess': {
      await respond({ ...renderGuess(typed, call.known), response_type: 'ephemeral' });
      return;
    }
    case 'unknown': {
      const hint = typed.closest === null ? '' : ` Did you mean \`/experiment ${typed.closest}\`?`;
      return tell(
        `I do not know "${escapeMrkdwn(oneLine(typed.word, 40))}".${hint} \`/experiment help\` lists what I know; to propose an experiment, describe the change in a sentence.`,
      );
    }
    case 'idea':
      if (await refusesPlace(coPilot, { command, respond })) return;
      await openRequestForm(coPilot, { client, command }, typed.idea);
  }
}
