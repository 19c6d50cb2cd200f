import type { Button, StaticSelect } from '@slack/types';
import { button } from '#block-kit/buttons.ts';
import { type OneChoiceParts, selectMenu } from '#block-kit/choices.ts';
import { boundToHome, type HomeState } from './home-state.ts';

/** Action ids of what a home holds; homes that people have open keep them. */
export const HOME_IDS = {
  open: 'home_open',
  /** The same to the page before: Slack takes an id once in a block. */
  back: 'home_back',
  propose: 'home_new_experiment',
  list: 'home_list',
  whose: 'home_whose',
  surface: 'home_surface',
} as const;

/** A button that shows another part of the home. */
export function openHomeButton(state: HomeState, label: string, id: 'open' | 'back' = 'open'): Button {
  return button({ label, actionId: HOME_IDS[id], value: JSON.stringify(boundToHome.write(state)) });
}

/** Opens the form of a new experiment. */
export const PROPOSE_BUTTON: Button = button({
  label: 'New experiment',
  actionId: HOME_IDS.propose,
  style: 'primary',
});

/** A menu of the home. */
export function homeMenu(
  menu: 'list' | 'whose' | 'surface',
  parts: Pick<OneChoiceParts, 'choices' | 'placeholder' | 'initial'>,
): StaticSelect {
  return selectMenu({ actionId: HOME_IDS[menu], ...parts });
}
