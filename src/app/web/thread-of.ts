import { DRAWINGS, RENDERERS } from '#app/features.ts';
import type { MessageAt } from '#desk/act/shown-at.ts';
import { ideaButtons } from '#desk/experiment/idea-buttons.ts';
import { threadMessages } from '#desk/thread/thread-messages.ts';

/** A message of a thread by its name in presses, as the person sees it now. */
export const messageAt: MessageAt = async ({ coPilot }, at) => {
  const [key = ''] = at.split('/');
  const experiment = await coPilot.load(key);
  if (experiment === null) return null;
  const idea = ideaButtons(experiment);
  if (idea?.at === at) return { blocks: idea.blocks, channel: experiment.delivery.channel };
  const messages = await threadMessages(
    coPilot,
    { renderers: RENDERERS, drawings: DRAWINGS },
    experiment,
    await coPilot.store.commits(key),
  );
  const found = messages.find((one) => one.at === at);
  return found === undefined ? null : { blocks: found.message.blocks, channel: experiment.delivery.channel };
};
