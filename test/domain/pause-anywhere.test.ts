import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import { decide } from '#domain/decide.ts';
import { designOf } from '#domain/experiment.ts';
import { shouldBeOn } from '#domain/launch/flag-settings.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { MARIA, PRIYA, TOM } from '#test/support/example-plans.ts';
import { goOn, START, type Story, step } from '#test/support/example-story.ts';

const pause = (days: number) => step(days, MARIA, { name: 'pause', reason: 'Support has many calls.' });
const resume = (days: number) => step(days, TOM, { name: 'resume', message: null });

/** The newest step of a story, days after the start of all examples. */
const daysOf = ({ commits }: Story) => ((commits.at(-1)?.at ?? START) - START) / DAY;
const refusalOf = (story: Story, days: number, body: object) => {
  const command = { actor: TOM, at: START + days * DAY, ...body };
  const decided = decide(story.experiment, command as never);
  return decided.kind === 'refused' ? decided.problem.code : null;
};

const CLEANING = goOn(EXAMPLES.decidedShip, step(8.2, BOT, { name: 'startCleanUp' }));
const WITH_FLAG_ON: Readonly<Record<string, Story>> = {
  verifying: EXAMPLES.launched,
  running: EXAMPLES.running,
  deciding: EXAMPLES.decisionShip,
  decided: EXAMPLES.decidedShip,
  'cleaning-up': CLEANING,
};

describe('a pause', () => {
  it.each(Object.entries(WITH_FLAG_ON))(
    'switches the flag off and back exactly while %s',
    (status, story) => {
      expect(story.experiment.status).toBe(status);
      const day = daysOf(story);
      const { allocation, rollout } = story.experiment.flag ?? {};
      const paused = goOn(story, pause(day + 0.01));
      expect(paused.experiment.flag?.active).toBe(false);
      expect(shouldBeOn(paused.experiment)).toBe(false);
      expect(paused.posts.at(-1)?.topic).toBe('paused');
      const resumed = goOn(paused, resume(day + 0.02)).experiment;
      expect(resumed.status).toBe(status);
      expect(resumed.launch?.pause).toBeNull();
      expect(resumed.flag).toMatchObject({ active: true, allocation, rollout });
    },
  );

  it('is refused while no unit can meet the change', () => {
    const killed = EXAMPLES.harmed;
    expect(refusalOf(killed, daysOf(killed) + 0.01, { name: 'pause', reason: '' })).toBe('not-now');
    const twice = goOn(EXAMPLES.decidedShip, pause(daysOf(EXAMPLES.decidedShip) + 0.01));
    expect(refusalOf(twice, daysOf(twice) + 0.01, { name: 'pause', reason: '' })).toBe('already-done');
  });

  it('of a shipped change keeps its clean-up from beginning and from ending', () => {
    const day = daysOf(EXAMPLES.decidedShip);
    const paused = goOn(EXAMPLES.decidedShip, pause(day + 0.01));
    const clean = { name: 'startCleanUp', actor: BOT };
    expect(refusalOf(paused, day + 5, clean)).toBe('conflict');
    expect(refusalOf(goOn(paused, resume(day + 4)), day + 5, clean)).toBeNull();
    const gone = goOn(
      CLEANING,
      pause(daysOf(CLEANING) + 0.01),
      step(daysOf(CLEANING) + 0.02, BOT, { name: 'recordFlagGone' }),
    );
    expect(refusalOf(gone, daysOf(gone) + 3, { name: 'finishCleanUp', actor: BOT })).toBe('conflict');
  });

  it('of a shipped change is over when the decision is undone', () => {
    const day = daysOf(EXAMPLES.decidedShip);
    const at = day + (0.5 * HOUR) / DAY;
    const undone = goOn(
      EXAMPLES.decidedShip,
      pause(day + 0.001),
      step(at, TOM, { name: 'undo', message: null }),
    );
    expect(undone.experiment).toMatchObject({
      status: 'deciding',
      launch: { pause: null },
      flag: { active: true },
    });
  });

  it('is ended by an approver who wrote no part of the request, on the pause that was seen', () => {
    const paused = goOn(EXAMPLES.running, pause(2));
    const [author] = designOf(paused.experiment) && paused.experiment.proposal.authors;
    const actor = { person: author, roles: ['approver'] };
    const asAuthor = { name: 'resume', message: null, actor };
    expect(refusalOf(paused, 3, asAuthor)).toBe('requester');
    expect(refusalOf(paused, 3, { name: 'resume', message: null, pausedAt: START + DAY })).toBe('stale');
    expect(
      refusalOf(paused, 3, { name: 'resume', message: null, pausedAt: START + 2 * DAY, actor: PRIYA }),
    ).toBeNull();
    expect(refusalOf(EXAMPLES.decidedShip, 30, { name: 'resume', message: null })).toBe('already-done');
  });
});
