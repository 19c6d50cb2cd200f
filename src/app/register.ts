import type { AllMiddlewareArgs, App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { withNamedFaults } from '#adapters/slack/form-client.ts';
import { FEATURES, SUBCOMMANDS } from '#app/features.ts';
import { homeOpenedIn } from '#app/home-opened-in.ts';
import { createOpenHomes, withHomes } from '#app/open-homes.ts';
import { isExternal } from '#app/own-workspace.ts';
import { saidIn, stoppedIn } from '#app/said-in.ts';
import { viewerOf } from '#app/viewer.ts';
import { runChosenOf } from '#features/choose-command/run-chosen.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { receiveCommand } from '#features/experiment-command.ts';
import type { Submittable } from '#features/modal-form.ts';
import type { Pressable } from '#features/pressable.ts';
import type { Shortcut } from '#features/shortcut.ts';
import { createSights } from '#features/sight.ts';

/** Every button that the bot listens to, by its action id. */
export const ACTIONS: ReadonlyMap<string, Pressable> = byId(FEATURES.flatMap(({ actions = [] }) => actions));

/** Every form that the bot listens to, by its callback id. */
export const MODALS: ReadonlyMap<string, Submittable> = byId(FEATURES.flatMap(({ modals = [] }) => modals));

/** Every shortcut that the bot listens to, by its callback id. */
export const SHORTCUTS: ReadonlyMap<string, Shortcut> = byId(
  FEATURES.flatMap(({ shortcuts = [] }) => shortcuts),
);

const HEARS = FEATURES.flatMap(({ hears }) => hears ?? []);
const HOMES = FEATURES.flatMap(({ home }) => home ?? []);
const STOPS = FEATURES.flatMap(({ stops }) => stops ?? []);

type Delivered = Pick<AllMiddlewareArgs, 'context'> & { readonly body: object };

/** Lets an app listen to everything that the slices declare. */
export function registerFeatures(app: App, coPilot: CoPilot): void {
  const run = runChosenOf(SUBCOMMANDS);
  const narrow = withHomes(createSights(coPilot.clock), createOpenHomes(coPilot));
  const seenBy = ({ body, context }: Delivered) => narrow(coPilot, viewerOf(body, isExternal(context)));
  for (const { id, receive } of ACTIONS.values()) {
    app.action<BlockAction<ButtonAction>>(id, (received) => receive(seenBy(received), named(received), run));
  }
  for (const { id, receive } of MODALS.values()) {
    app.view<ViewSubmitAction>(id, (received) => receive(seenBy(received), received));
  }
  for (const { id, kind, receive } of SHORTCUTS.values()) {
    const type = kind === 'global' ? 'shortcut' : 'message_action';
    app.shortcut({ callback_id: id, type }, (received) => receive(seenBy(received), named(received)));
  }
  const hear = async (delivery: Delivered) => {
    const said = saidIn(delivery.body, delivery.context.botUserId);
    if (said !== null) for (const hears of HEARS) await hears(seenBy(delivery), said);
  };
  app.event('app_mention', hear);
  app.event('message', hear);
  app.event('agent_session_stopped', async ({ body }) => {
    const stopped = stoppedIn(body);
    if (stopped !== null) for (const stops of STOPS) await stops(coPilot, stopped);
  });
  app.event('app_home_opened', async (delivery) => {
    const opened = homeOpenedIn(delivery.body);
    if (opened !== null) for (const show of HOMES) await show(seenBy(delivery), opened);
  });
  app.command('/experiment', (received) => receiveCommand(seenBy(received), SUBCOMMANDS, named(received)));
}

function named<Received extends { readonly client: WebClient }>(received: Received): Received {
  return { ...received, client: withNamedFaults(received.client) };
}

/** Throws if two declarations have the same id, because only one of them would be heard. */
function byId<Declared extends { readonly id: string }>(
  all: readonly Declared[],
): ReadonlyMap<string, Declared> {
  const found = new Map(all.map((declared) => [declared.id, declared]));
  if (found.size < all.length) {
    throw new Error(
      `two slices declare the same id; there are ${all
        .map(({ id }) => id)
        .sort()
        .join(', ')}`,
    );
  }
  return found;
}
