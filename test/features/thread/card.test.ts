import { describe, expect, it } from 'vitest';
import { shownStatus } from '#domain/status.ts';
import { bar } from '#features/thread/card.ts';
import { DAY } from '#shared/clock.ts';
import { STATUSES_SHOWN, textOfCard } from '#test/features/thread/card-text.ts';
import { CHOSEN } from '#test/support/example-choices.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { COOKIE_CATS, look } from '#test/support/example-looks.ts';
import { goOn, START } from '#test/support/example-story.ts';

describe('the card', () => {
  it('shows one of the six words for every status', () => {
    for (const name of STATUSES_SHOWN) {
      const { experiment } = EXAMPLES[name];
      expect(textOfCard(experiment, START)).toContain(`*Status*\n${shownStatus(experiment.status)}`);
    }
  });

  it('counts the units of the newest look, scheduled or not', () => {
    const later = goOn(EXAMPLES.interimReport, look(19, COOKIE_CATS)).experiment;
    expect(textOfCard(EXAMPLES.interimReport.experiment, START + 16 * DAY)).toContain('50 % · day 16 of 22');
    expect(textOfCard(later, START + 19 * DAY)).toContain('71 % · day 19 of 22');
  });

  it('stops counting days when it is decided or over, and never passes the last one', () => {
    const much = START + 90 * DAY;
    expect(textOfCard(EXAMPLES.decidedShip.experiment, much)).toContain('day 7 of 7');
    expect(textOfCard(EXAMPLES.interimReport.experiment, much)).toContain('day 22 of 22');
  });

  it('says what came of it', () => {
    const outcome = (name: keyof typeof EXAMPLES) =>
      /\*Outcome\*\n([^\n]*)/.exec(textOfCard(EXAMPLES[name].experiment, START))?.[1];
    expect(outcome('decisionShip')).toBeUndefined();
    expect(outcome('completed')).toBe('Shipped by <@p_priya>');
    expect(outcome('decidedAgainst')).toBe('Shipped by <@p_priya> and <@p_tom>');
    expect(outcome('decidedEnd')).toBe('Ended without shipping by <@p_priya>');
    expect(outcome('harmed')).toBe('Stopped for harm by the bot');
    expect(outcome('rejected')).toBe('Plan rejected by <@p_tom>');
    expect(outcome('undone')).toBeUndefined();
  });

  it('calls an effect stuck only while the experiment waits for it', () => {
    const { cancelled, effectDied } = EXAMPLES;
    const { failedEffects } = effectDied.experiment.delivery;
    const posts = failedEffects.map((failed) => ({ ...failed, kind: 'post' }));
    const delivery = { ...cancelled.experiment.delivery, failedEffects: posts };
    expect(textOfCard({ ...cancelled.experiment, delivery }, START)).not.toContain('Stuck');
  });

  it('names the one button there is if nothing in the settings fits', () => {
    const next = textOfCard(CHOSEN.failed.experiment, START);
    expect(next).toContain('Press Edit request in the thread');
    expect(next).not.toContain('Try again');
  });

  it('says first what is stuck', () => {
    const next = textOfCard(EXAMPLES.effectDied.experiment, START);
    expect(next).toContain('Stuck: a step failed. Press Try again');
    expect(next).toContain('in the menu here');
  });
});

describe('bar', () => {
  it.each([
    [-1, '░░░░░░░░░░'],
    [0, '░░░░░░░░░░'],
    [0.099, '░░░░░░░░░░'],
    [0.3, '▓▓▓░░░░░░░'],
    [0.999, '▓▓▓▓▓▓▓▓▓░'],
    [1, '▓▓▓▓▓▓▓▓▓▓'],
    [7, '▓▓▓▓▓▓▓▓▓▓'],
  ])('%d is %s', (share, drawn) => {
    expect(bar(share)).toBe(drawn);
  });
});
