import type { Pressable, ReceivedPress } from '#features/pressable.ts';
import { reportFault } from '#features/report-fault.ts';
import { openEmptyIdea } from '#features/ways-in/open-idea.ts';
import { chosenFilters } from './chosen-filters.ts';
import { HOME_IDS } from './home-elements.ts';
import { type HomeState, readHomeState } from './home-state.ts';
import { showHome } from './show-home.ts';

/** Shows another part of the home, or the next page. */
export const goInHome = inHome(HOME_IDS.open, ({ action }) => readHomeState(action.value ?? ''));
export const goBackInHome = inHome(HOME_IDS.back, ({ action }) => readHomeState(action.value ?? ''));
/** The menus: each says what all of them show. */
export const chooseHomeList = inHome(HOME_IDS.list, chosenIn);
export const chooseWhose = inHome(HOME_IDS.whose, chosenIn);
export const chooseHomeSurface = inHome(HOME_IDS.surface, chosenIn);

/** Opens the form of a new experiment, which asks for the channel too. */
export const proposeFromHome: Pressable = {
  id: HOME_IDS.propose,
  receive: async (coPilot, received) => {
    const { body, client } = received;
    const tell = async (text: string) => {
      await client.chat.postMessage({ channel: body.user.id, text });
    };
    await reportFault(coPilot.log, HOME_IDS.propose, tell, () =>
      openEmptyIdea(coPilot, { client, triggerId: body.trigger_id, user: body.user.id }),
    );
    await received.ack();
  },
};

function chosenIn({ body }: ReceivedPress): HomeState {
  return chosenFilters(body.view?.state.values, readHomeState(body.view?.private_metadata ?? ''));
}

/** A press that changes nothing but what the person looks at: acknowledged at once, shown when it is read. */
function inHome(id: string, next: (received: ReceivedPress) => HomeState): Pressable {
  return {
    id,
    receive: async (coPilot, received) => {
      await received.ack();
      const { body } = received;
      await showHome(coPilot, body.user.id, next(received), body.view?.hash ?? null);
    },
  };
}
