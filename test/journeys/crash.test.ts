import { describe, it } from 'vitest';
import { changing, opening, playWithCrash } from './crash.ts';

describe('the process is killed', () => {
  it('after the pull request is open, while the answer is on its way', () =>
    playWithCrash('approval', (journey) =>
      journey.crashAt(journey.gates.github, { matches: opening, hold: 'done' }),
    ));

  it('between the change of the flag and the message', () =>
    playWithCrash('launch', (journey) =>
      journey.crashAt(journey.gates.posthog, { matches: changing, hold: 'done' }),
    ));
});
