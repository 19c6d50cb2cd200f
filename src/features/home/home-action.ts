import type { Button, StaticSelect } from '@slack/types';
import { button } from '#block-kit/buttons.ts';
import { type OneChoiceParts, selectMenu } from '#block-kit/choices.ts';
import type { Pressable, ReceivedPress } from '#features/pressable.ts';
import { boundToHome, type HomeState } from './home-state.ts';

/** A button or a menu of the home that changes nothing but what the person looks at. */
export interface HomeAction extends Pressable {
  readonly button: (state: HomeState, label: string) => Button;
  readonly menu: (parts: Pick<OneChoiceParts, 'choices' | 'placeholder' | 'initial'>) => StaticSelect;
}

/** Declares one, with what it leads to. A press is acknowledged at once, and shown when the experiments are read. */
export function homeAction(id: string, next: (received: ReceivedPress) => HomeState): HomeAction {
  return {
    id,
    button: (state, label) =>
      button({ label, actionId: id, value: JSON.stringify(boundToHome.write(state)) }),
    menu: (parts) => selectMenu({ actionId: id, ...parts }),
    receive: async (coPilot, received) => {
      await received.ack();
      const { user, view } = received.body;
      await coPilot.homes?.show(user.id, next(received), view?.hash ?? null);
    },
  };
}
