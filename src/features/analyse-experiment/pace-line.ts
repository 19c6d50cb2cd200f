import { type PaceOfUnits, paceOf } from '#domain/design/pace.ts';
import { count, percent, wholePercent } from '#domain/figures.ts';
import { type Plan, sizedLift } from '#domain/plan.ts';
import { liftWords } from '#features/lift-words.ts';
import type { Analysis } from '#stats/engine/analysis.ts';

/** By so much the pace may be off before a report says so. */
const TOLERANCE = 0.2;

/** Days until the registered end, as the report's line of units says them: ", 7 days left"; empty at the end. */
export function daysLeftWords(plan: Plan, analysis: Analysis): string {
  const daysLeft = paceFor(plan, analysis)?.daysLeft ?? 0;
  if (daysLeft === 0) return '';
  return `, ${daysLeft === 1 ? 'a day' : `${daysLeft} days`} left`;
}

/** What it means that clearly fewer or more units come than planned; null if they come about as planned, and at the end. */
export function paceLine(plan: Plan, analysis: Analysis): string | null {
  const found = paceFor(plan, analysis);
  if (found === null || Math.abs(found.pace - 1) <= TOLERANCE) return null;
  return found.pace < 1 ? slowLine(plan, found) : fastLine(plan, found);
}

/** The same in a few words, for a line that holds more; null if units come about as planned, and at the end. Mrkdwn. */
export function paceWords(plan: Plan, analysis: Analysis): string | null {
  const found = paceFor(plan, analysis);
  if (found === null || Math.abs(found.pace - 1) <= TOLERANCE) return null;
  const words = `units come at ${wholePercent(found.pace)} of the planned pace`;
  return found.pace < 1 ? `:warning: ${words}` : words;
}

function paceFor(plan: Plan, { final, daysRunning, informationFraction }: Analysis): PaceOfUnits | null {
  return final || daysRunning === undefined ? null : paceOf(plan, { daysRunning, informationFraction });
}

function slowLine(
  plan: Plan,
  { pace, unitsAtEnd, power, plannedPower, detectableLift }: PaceOfUnits,
): string {
  const lift = liftWords(plan, sizedLift(plan.request));
  const instead =
    detectableLift === null
      ? ''
      : ` The smallest lift with ${percent(plan.power)} is then ${liftWords(plan, Number(detectableLift.toFixed(3)))}.`;
  return `:warning: Units come at ${wholePercent(pace)} of the planned pace. The end would have ${count(unitsAtEnd)} of ${count(plan.sizing.plannedUnits)}, and a chance of ${wholePercent(power)} to prove ${lift} instead of ${wholePercent(plannedPower)}.${instead}`;
}

function fastLine(plan: Plan, { pace, reachedOnDay }: PaceOfUnits): string {
  const { days, waitDays = 0 } = plan.sizing;
  const end =
    reachedOnDay === null
      ? 'The registered end stays as it is, because looks count whole weeks.'
      : `The planned units are reached on day ${reachedOnDay + waitDays} instead of ${days}, and the experiment ends there.`;
  return `Units come at ${wholePercent(pace)} of the planned pace. ${end}`;
}
