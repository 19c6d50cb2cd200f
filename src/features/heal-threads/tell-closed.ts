import { BOT } from '#domain/actor.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';

/** The people who are responsible for an experiment, by pseudonym: its owner, its requester, the approvers of now. */
export async function responsibleFor(
  needs: Pick<CoPilot, 'people'>,
  { request, proposal }: Experiment,
): Promise<readonly string[]> {
  return [...new Set([request.owner, proposal.requester, ...(await needs.people.approvers())])];
}

/** Records that the channel takes no message of the bot, and tells those who are responsible directly; does nothing if that is known. */
export async function tellClosed(
  needs: Pick<CoPilot, 'people' | 'execute' | 'clock'>,
  experiment: Experiment,
  { code, detail }: { readonly code: string; readonly detail: string },
): Promise<void> {
  if (experiment.healing?.channel !== undefined) return;
  const tell = await responsibleFor(needs, experiment);
  const by = { actor: BOT, at: needs.clock.now() };
  await needs.execute(experiment.key, { name: 'recordChannelClosed', code, detail, tell, ...by });
}
