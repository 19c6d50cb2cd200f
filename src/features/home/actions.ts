import type { Pressable, ReceivedPress } from '#features/pressable.ts';
import { chosenFilters } from './chosen-filters.ts';
import { HOME_IDS } from './home-elements.ts';
import { type HomeState, readHomeState } from './home-state.ts';
import { openNewExperiment } from './new-experiment.ts';
import { showHome } from './show-home.ts';

/** Shows another part of the home, or the next page. */
export const goInHome = inHome(HOME_IDS.open, ({ action }) => readHomeState(action.value ?? ''));
/** The menus: each says what all of them show. */
export const chooseHomeList = inHome(HOME_IDS.list, chosenIn);
export const chooseWhose = inHome(HOME_IDS.whose, chosenIn);
export const chooseHomeSurface = inHome(HOME_IDS.surface, chosenIn);

/** Opens the form of a new experiment, which asks for the channel too. */
export const proposeFromHome: Pressable = {
  id: HOME_IDS.propose,
  receive: async (coPilot, received) => {
    await openNewExperiment(coPilot, received);
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
