import { type Html, html } from '#desk/html/html.ts';
import { lookDays } from '#domain/design/sizing.ts';
import { percent } from '#domain/figures.ts';
import { looksOfPhase, planAsRun } from '#domain/looks/plan-as-run.ts';
import { momentAfter } from '#domain/looks/running-time.ts';
import { scheduledDates } from '#domain/looks/schedule.ts';
import { isFinished } from '#domain/status.ts';
import { lookHeadline } from '#features/analyse-experiment/look-headline.ts';
import { utcMoment } from '#features/moment.ts';
import { DAY } from '#shared/clock.ts';
import { spentBy } from '#stats/group-sequential/spending.ts';
import { cardsHtml } from './figure.ts';
import type { PlannedSubject } from './subject.ts';

/** The registered looks: what was taken, with what each has spent of the chance of a false proof, and what is to come. */
export function looksHtml({ experiment, plan }: PlannedSubject): Html {
  const { launch } = experiment;
  const run = planAsRun(experiment);
  const taken = looksOfPhase(experiment);
  const spent = (fraction: number) => percent(2 * spentBy(fraction, run.alpha / 2, { spending: 'obf' }));
  const done = taken.map((snapshot) => {
    const { analysis, until } = snapshot;
    const isShown = analysis.show === 'effects';
    return [
      `Look ${analysis.look}`,
      utcMoment(until),
      percent(Math.min(1, analysis.informationFraction)),
      isShown ? spent(analysis.final ? 1 : analysis.informationFraction) : 'nothing: no effect was read',
      lookHeadline(plan, snapshot),
    ];
  });
  const dates = scheduledDates(experiment);
  const days = lookDays(plan.sizing.days, plan.lookCadence, plan.sizing.waitDays);
  const isOver =
    isFinished(experiment.status) || experiment.decision.record !== null || experiment.looks.harm !== null;
  // A pause, or a flag changed by hand, lasts until a person ends it: the looks after it have days of the run and no dates.
  const isHeld = experiment.status === 'paused' || experiment.tampering.open !== null;
  const ahead = isHeld || taken.length === 0 ? days.slice(taken.at(-1)?.analysis.look ?? 0) : [];
  const planned = dates.length > 0 ? days.slice(-dates.length) : ahead;
  const left = isOver ? [] : planned;
  const toCome = left.map((day, index) => {
    const at =
      dates[index] ??
      (isHeld || launch?.runningSince == null ? null : momentAfter(launch, launch.runningSince, day * DAY));
    return [
      `Look ${days.length - left.length + index + 1}`,
      at === null ? `day ${day} of the run` : utcMoment(at),
      '–',
      'not yet',
      day === plan.sizing.days ? 'to come, the registered end' : 'to come',
    ];
  });
  const earlier = experiment.looks.snapshots.length - taken.length;
  const before =
    earlier === 0
      ? null
      : html`<p>${earlier === 1 ? 'One look' : `${earlier} looks`} read the data from before the analysis began anew.</p>`;
  return html`<p>All looks together prove something false with a chance of at most ${percent(plan.alpha)}. Each look spends a part of it, most of it late.</p>${before}${done.length + toCome.length === 0 ? html`<p>No look was taken, and none is to come.</p>` : cardsHtml('Registered looks', ['look', 'when', 'share of the sample', 'spent so far', 'what it said'], [...done, ...toCome])}`;
}
