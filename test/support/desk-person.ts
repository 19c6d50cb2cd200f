import type { KnownBlock } from '@slack/types';
import { SUBCOMMANDS } from '#app/features.ts';
import { ACTIONS, MODALS } from '#app/register.ts';
import { type Heard, press, submit } from '#desk/act/act.ts';
import type { ActOutcome } from '#desk/act/outcome.ts';
import type { Visit } from '#desk/page.ts';
import { runChosenOf } from '#features/choose-command/run-chosen.ts';
import { createSights } from '#features/sight.ts';
import { everyElement } from '#sandbox/stand-ins/slack/people/find-element.ts';
import type { Journey } from './journey.ts';

/** What the desk hears, as the app lists it. */
export const HEARD: Heard = { actions: ACTIONS, modals: MODALS, run: runChosenOf(SUBCOMMANDS) };

/** A person of the sandbox who acts on the desk; every act waits until the bot has come to rest. */
export interface DeskPerson {
  readonly visit: () => Promise<Visit>;
  /** Presses the newest button with this action in the thread, or chooses `value` in the menu. */
  readonly press: (key: string, action: string, value?: string) => Promise<ActOutcome>;
  /** Submits the form that an act came to; fields by block id. */
  readonly fill: (
    asked: ActOutcome,
    fields: Readonly<Record<string, string | readonly string[]>>,
  ) => Promise<ActOutcome>;
}

/** The person of this name in the sandbox. */
export function atDesk(journey: Journey, name: string): DeskPerson {
  const { bot, sandbox, settle } = journey.running;
  const user = sandbox.slack.userId(name);
  const narrow = createSights(sandbox.clock);
  const visit = async (): Promise<Visit> => ({
    coPilot: narrow(bot.coPilot, { user, channel: null, isExternal: false, shown: [] }),
    ...{ user, name, actor: await bot.coPilot.people.actorOf(user) },
  });
  return {
    visit,
    press: async (key, action, value) => {
      const { blocks, channel } = await journey.spot(key, action);
      const element = everyElement(blocks).find((one) => one.element['action_id'] === action)?.element;
      const shown = { blocks: blocks as unknown as readonly KnownBlock[], channel };
      const outcome = await press(HEARD, await visit(), shown, {
        action,
        value: value ?? String(element?.['value'] ?? ''),
      });
      await settle();
      return outcome;
    },
    fill: async (asked, fields) => {
      if (asked.kind !== 'form') throw new Error(`there is no form: ${JSON.stringify(asked)}`);
      const posted = (name: string) => [fields[name.replace(/^f\./, '')] ?? []].flat();
      const outcome = await submit(HEARD, await visit(), asked.form, posted);
      await settle();
      return outcome;
    },
  };
}
