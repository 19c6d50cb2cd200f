import type { PersonActor } from '#domain/actor.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { SubcommandCall } from '#features/feature.ts';
import { checkFlagBefore } from '#features/guard-flag/check-flag.ts';
import { unknownKey } from '#features/unknown-key.ts';

/** What a person typed behind a word, as the journal keeps it, and a way to answer. */
export interface TypedAct {
  readonly tell: (text: string) => Promise<void>;
  readonly key: string;
  readonly experiment: Experiment;
  readonly reason: string;
  readonly actor: PersonActor;
}

/**
 * Reads `<key> [reason]` behind `word`, after a look at the flag as it is now. Null if no experiment has the key; the person has the
 * answer then.
 */
export async function typedAct(
  { coPilot, command, rest, respond }: SubcommandCall,
  word: string,
  usage: string,
): Promise<TypedAct | null> {
  const tell = async (text: string) => {
    await respond({ text, response_type: 'ephemeral' });
  };
  const [key = '', ...words] = rest.split(/\s+/);
  await checkFlagBefore(coPilot, key);
  const experiment = await coPilot.load(key);
  if (experiment === null) {
    await tell(unknownKey(key, `${word} ${usage}`));
    return null;
  }
  const reason = await coPilot.people.pseudonymise(words.join(' '));
  return { tell, key, experiment, reason, actor: await coPilot.people.actorOf(command.user_id) };
}
