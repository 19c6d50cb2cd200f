import { z } from 'zod';
import { asTyped } from '#features/as-typed.ts';
import { reportFault } from '#features/report-fault.ts';
import type { ReceivedShortcut, Shortcut } from '#features/shortcut.ts';
import { type Opening, openEmptyIdea, openIdeaOf, openWords } from './open-idea.ts';

const OfMessage = z.looseObject({
  channel: z.looseObject({ id: z.string(), name: z.string().nullish() }),
  message: z.looseObject({ ts: z.string(), text: z.string().nullish() }),
});

/** *New experiment*, from anywhere: opens the form, which asks for the channel. */
export const newExperiment: Shortcut = {
  id: 'new_experiment',
  kind: 'global',
  receive: (coPilot, received) =>
    opened(received, coPilot.log, 'new_experiment', (opening) => openEmptyIdea(coPilot, opening)),
};

/** *Make this an experiment*, in the menu of a message: opens the form with its words, and keeps its address. */
export const makeExperiment: Shortcut = {
  id: 'make_experiment',
  kind: 'message',
  receive: (coPilot, received) =>
    opened(received, coPilot.log, 'make_experiment', async (opening) => {
      const read = OfMessage.safeParse(received.body);
      if (!read.success)
        return openWords(
          opening,
          'This message could not be read. Copy its words, and type them after `/experiment`.',
        );
      const { channel, message } = read.data;
      await openIdeaOf(coPilot, opening, {
        ...{ channel: channel.id, channelName: channel.name ?? '', ts: message.ts },
        text: asTyped(message.text ?? ''),
      });
    }),
};

/** Acknowledges a shortcut after its form has opened: if none opens, Slack says that it did not work. */
async function opened(
  { ack, body, client }: ReceivedShortcut,
  log: Parameters<typeof reportFault>[0],
  act: string,
  work: (opening: Opening) => Promise<void>,
): Promise<void> {
  const opening = { client, triggerId: body.trigger_id, user: body.user.id };
  await reportFault(
    log,
    act,
    (text) => openWords(opening, text),
    () => work(opening),
  );
  await ack();
}
