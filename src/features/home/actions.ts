import { z } from 'zod';
import { modal } from '#block-kit/view.ts';
import { action } from '#features/action.ts';
import type { ActionValue } from '#features/action-value.ts';
import { renderCalendar } from '#features/calendar/calendar-blocks.ts';
import { gatherCalendar } from '#features/calendar/gather-calendar.ts';
import type { ReceivedPress } from '#features/pressable.ts';
import { openEmptyIdea } from '#features/ways-in/open-idea.ts';
import { chosenFilters, MENU_IDS } from './chosen-filters.ts';
import { homeAction } from './home-action.ts';
import { type HomeState, readHomeState } from './home-state.ts';

const ofButton = ({ action: pressed }: ReceivedPress): HomeState => readHomeState(pressed.value ?? '');

const ofMenus = ({ body: { view } }: ReceivedPress): HomeState =>
  chosenFilters(view?.state.values, readHomeState(view?.private_metadata ?? ''));

/** Shows another part of the home, or the next page. */
export const goInHome = homeAction('home_open', ofButton);
/** The page before: Slack takes an id once in a block. */
export const goBackInHome = homeAction('home_back', ofButton);
/** The menus: each press says what all of them show. */
export const homeList = homeAction(MENU_IDS.list, ofMenus);
export const homeWhose = homeAction(MENU_IDS.whose, ofMenus);
export const homeSurface = homeAction(MENU_IDS.surface, ofMenus);

const bare: ActionValue<null, object> = { schema: z.object({}), write: () => ({}) };

/** Opens the calendar of the surfaces, of what the person may see. */
export const calendarFromHome = action('home_calendar', bare, async (coPilot, press) => {
  const { client, triggerId, ack } = press;
  const { surfaces } = await gatherCalendar(coPilot);
  const { blocks } = await coPilot.chat.named(renderCalendar(surfaces, null));
  const view = modal({ title: 'Calendar', callbackId: 'home_calendar', close: 'Close', blocks });
  await client.views.open({ trigger_id: triggerId, view });
  await ack();
});

/** Opens the form of a new experiment, which asks for the channel, too. */
export const proposeFromHome = action('home_new_experiment', bare, async (coPilot, press) => {
  const { actor, client, triggerId } = press;
  const user = (await coPilot.people.userOf(actor.person)) ?? '';
  await openEmptyIdea(coPilot, { client, triggerId, user });
});
