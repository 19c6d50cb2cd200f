import { App } from '@slack/bolt';
import { expect, it, vi } from 'vitest';
import { FEATURES } from '#app/features.ts';
import { buttonsSoFar } from '#test/support/journey-buttons.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { decideJourneys } from './decide.ts';
import { privacyJourneys } from './privacy.ts';
import { reviewJourneys } from './review.ts';
import { runJourneys } from './run.ts';

// One file, so that the last test sees what all journeys showed and pressed.
reviewJourneys();
runJourneys();
decideJourneys();
privacyJourneys();

it('every button that was shown or is registered was pressed', () =>
  withJourney(async ({ running }) => {
    const registered = registeredActions(running.bot.coPilot);
    const { shown, pressed } = buttonsSoFar();
    expect(shown.length).toBeGreaterThan(17);
    expect({ shown: shown.filter((id) => !pressed.includes(id)) }).toEqual({ shown: [] });
    expect({ registered: registered.filter((id) => !pressed.includes(id)) }).toEqual({ registered: [] });
    expect({ unheard: shown.filter((id) => !registered.includes(id)) }).toEqual({ unheard: [] });
  }));

/** The action ids that the features listen to, told by a real app that they are registered at. */
function registeredActions(coPilot: Parameters<NonNullable<(typeof FEATURES)[number]['register']>>[1]) {
  const app = new App({ token: 'xoxb-nobody', signingSecret: 'none', tokenVerificationEnabled: false });
  const listened = vi.spyOn(app, 'action');
  for (const feature of FEATURES) feature.register?.(app, coPilot);
  return listened.mock.calls.map(([id]) => String(id)).sort();
}
