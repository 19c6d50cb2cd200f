import { describe, it } from 'vitest';
import { HOUR } from '#shared/clock.ts';
import { opening, playWithCrash, saying, writing } from './crash.ts';

describe('the process is killed after the approval, before the pull request', () => {
  it('when nothing was begun', () => playWithCrash('approval', (journey) => journey.crashNow()));

  it('when it was about to write the first file', () =>
    playWithCrash('approval', (journey) =>
      journey.crashAt(journey.gates.github, { matches: writing, hold: 'undone' }),
    ));

  it('when the branch was there and the pull request was not', () =>
    playWithCrash('approval', (journey) =>
      journey.crashAt(journey.gates.github, { matches: opening, hold: 'undone' }),
    ));
});

describe('the process is killed after the pull request, before it is recorded', () => {
  it('twice', () =>
    playWithCrash('approval', async (journey) => {
      await journey.crashAt(journey.gates.github, { matches: opening, hold: 'done' });
      // The lease of the first one has to run out before the second one goes to work.
      journey.sandbox.clock.advance(HOUR / 60);
      const words = 'Draft pull request';
      await journey.crashAt(journey.gates.slack, { matches: saying(words), hold: 'done' });
    }));
});

describe('the process is killed between the change of the flag and the message', () => {
  it('when the message was about to be said', () =>
    playWithCrash('launch', (journey) =>
      journey.crashAt(journey.gates.slack, { matches: saying('as a canary: '), hold: 'undone' }),
    ));

  it('when the message had been said and Slack’s answer was on its way', () =>
    playWithCrash('launch', (journey) =>
      journey.crashAt(journey.gates.slack, { matches: saying('as a canary: '), hold: 'done' }),
    ));
});
