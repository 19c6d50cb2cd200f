import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import { openSettings } from './open-settings.ts';

/** Who are told at most: of a workspace with many admins, the first ones. */
const MOST = 10;
const SCOPE = 'setup';

/**
 * Writes directly to those who administer the workspace that the bot waits to be set up, once to each. Does nothing if a file governs or a
 * version was saved. A process that dies between the message and its mark may write twice; without the mark it would not write at all.
 */
export async function tellFirstRun(coPilot: CoPilot): Promise<void> {
  const { settings, chat, people, store, clock, log } = coPilot;
  if (settings.file !== null || settings.inForce().version !== null) return;
  for (const user of (await chat.workspaceAdmins()).slice(0, MOST)) {
    try {
      const { person } = await people.actorOf(user);
      if (await store.isClaimed(SCOPE, person)) continue;
      const now = clock.now();
      await chat.tell(person, firstRunMessage(), {
        key: `setup:first:${person}`,
        mayExist: false,
        since: now,
      });
      await store.claim(SCOPE, person, now);
    } catch (thrown) {
      log.warn('an admin of the workspace was not told of the first run', faultFields(toAppError(thrown)));
    }
  }
}

/** What the bot is, what it needs, and the button that begins. */
export function firstRunMessage(): ChatMessage {
  const text = 'I am installed, and wait to be set up.';
  return message({
    text,
    blocks: [
      section(
        `:wave: *${text}* I carry an experiment from an idea to a merged clean-up. Before the first one I need to know who approves, which repositories hold the code, at which surfaces people meet a change, and at least two metrics. The form says what is missing, step by step, and checks every connection.\nYou get this because you administer the Slack workspace. The first admin whom you name there takes over.`,
      ),
      actions([openSettings.button(null, { label: 'Set it up', style: 'primary' })]),
    ],
  });
}
