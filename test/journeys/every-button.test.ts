import { describe, expect, it } from 'vitest';
import { ACTIONS } from '#app/register.ts';
import { buttonsSoFar } from '#test/support/journey-buttons.ts';
import { TESTS_ALL } from '#test/support/runs.ts';
import { alertJourneys } from './alerts.ts';
import { alternativesJourneys } from './alternatives.ts';
import { askJourneys } from './ask.ts';
import { askedJourneys } from './asked.ts';
import { ceilingJourneys } from './ceilings.ts';
import { choiceJourneys } from './choices.ts';
import { decideJourneys } from './decide.ts';
import { homeJourneys } from './home.ts';
import { pauseJourneys } from './pause.ts';
import { privacyJourneys } from './privacy.ts';
import { reviewJourneys } from './review.ts';
import { runJourneys } from './run.ts';
import { settingsJourneys } from './settings-buttons.ts';
import { settleJourneys } from './settle.ts';

// One file, so that the last test sees what all journeys showed and pressed.
reviewJourneys();
alternativesJourneys();
privacyJourneys();
pauseJourneys();
homeJourneys();
alertJourneys();
choiceJourneys();
askedJourneys();
askJourneys();
ceilingJourneys();
settingsJourneys();

describe.runIf(TESTS_ALL)('journeys through a run (npm run test:all)', () => {
  runJourneys();
  decideJourneys();
  settleJourneys();

  it('every button that was shown or is registered was pressed', () => {
    const registered = [...ACTIONS.keys()];
    const { shown, pressed } = buttonsSoFar();
    expect(shown.length).toBeGreaterThan(17);
    expect({ shown: shown.filter((id) => !pressed.includes(id)) }).toEqual({ shown: [] });
    expect({ registered: registered.filter((id) => !pressed.includes(id)) }).toEqual({ registered: [] });
    expect({ unheard: shown.filter((id) => !registered.includes(id)) }).toEqual({ unheard: [] });
  });
});
