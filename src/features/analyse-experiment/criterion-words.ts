import { mustHold } from '#domain/decision/criteria.ts';
import type { Criterion } from '#domain/decision/verdict.ts';
import { count, percent, pValue, signedPercent } from '#domain/figures.ts';
import type { Plan } from '#domain/plan.ts';
import { severalGoalsWords } from './goal-words.ts';

type Words = Readonly<Record<Criterion['state'], string>>;

/** The text of each criterion in each state, `GOAL` being the name of the goal metric. */
const WORDS: Readonly<Record<string, Words>> = {
  'minimum-met': {
    met: 'There are enough units and events to decide',
    'not-met': 'There are not enough units or events to decide yet',
    unknown: 'Whether there are enough units and events is not known',
  },
  'whole-weeks': {
    met: 'The look is on a whole week',
    'not-met': 'The look is not on a whole week, so nothing is decided today',
    unknown: 'Whether the look is on a whole week is not known',
  },
  'data-sound': {
    met: 'The data are sound',
    'not-met': 'The data are not sound',
    unknown: 'Whether the data are sound is not known',
  },
  'sample-ratio-ok': {
    met: 'The split is as planned',
    'not-met': 'The split is not as planned: sample ratio mismatch',
    unknown: 'The split cannot be judged yet',
  },
  'goal-proven': {
    met: 'GOAL is proven better',
    'not-met': 'GOAL is not proven better',
    unknown: 'Whether GOAL is better is not known yet',
  },
  'lift-worth-having': {
    met: 'The lift is at least the smallest worth having',
    'not-met': 'The lift is below the smallest worth having',
    unknown: 'Whether the lift is worth having is not known yet',
  },
  'reach-worth-having': {
    met: 'The interval of the lift reaches what is worth having',
    'not-met': 'The interval of the lift ends below what is worth having',
    unknown: 'Whether the lift is worth having is not known yet',
  },
  'guardrails-proven': {
    met: 'Every guardrail that must be proven is proven to be within its margin',
    'not-met': 'Not every guardrail that must be proven is proven to be within its margin',
    unknown: 'Whether the guardrails are within their margins is not known yet',
  },
  'guardrails-judged': {
    met: 'Every guardrail can be judged',
    'not-met': 'Not every guardrail can be judged',
    unknown: 'Whether every guardrail can be judged is not known yet',
  },
  'guardrails-hold': {
    met: 'Every guardrail is proven to be within its margin',
    'not-met': 'Not every guardrail is proven to be within its margin',
    unknown: 'Whether the guardrails are within their margins is not known yet',
  },
  'goal-not-worse': {
    met: 'GOAL is proven not to get worse by its margin',
    'not-met': 'It is not proven that GOAL does not get worse by its margin',
    unknown: 'Whether GOAL gets worse by its margin is not known yet',
  },
  'guardrails-clear': {
    met: 'Every guardrail is proven to be within its margin',
    'not-met': 'Not every guardrail is proven to be within its margin',
    unknown: 'Whether the guardrails are within their margins is not known yet',
  },
  'extension-promising': {
    met: 'More units than planned make the proof likelier, if the effect is as it stands now',
    'not-met': 'The proof is likely enough without more units, or too unlikely with them',
    unknown: 'Whether more units make the proof likelier is not known',
  },
  'worth-iterating': {
    met: 'A changed version or a larger sample is worth another try',
    'not-met': 'Neither the goal nor the guardrails give a reason for another try',
    unknown: 'Whether another try is worth it is not known',
  },
  'privacy-clear': {
    met: 'No event that means a privacy incident was seen',
    'not-met': 'An event that means a privacy incident was seen',
    unknown: 'No event that means a privacy incident is watched',
  },
  'segment-proven': {
    met: 'GOAL is proven better in a registered segment, after correction for all of them',
    'not-met': 'GOAL is proven better in no registered segment',
    unknown: 'Whether GOAL is proven better in a registered segment is not known',
  },
  'registered-end': {
    met: 'The registered end is reached',
    'not-met': 'The registered end is still to come',
    unknown: 'Whether the registered end is reached is not known',
  },
};

const NONE_MUST_HOLD = 'No guardrail has to be proven: all are watched, and a proven loss stops a shipment';

/**
 * What came of a criterion in words, with the figures that a reader wants beside it. Plain text, not escaped. A criterion
 * that only another version of the bot knows has its stored text.
 */
export function criterionWords(plan: Plan, { key, state, text, figures }: Criterion): string {
  const several = severalGoalsWords(plan, key)?.[state];
  // The stored text names the goal that is proven, of several.
  if (several !== undefined) return `${several.includes('GOAL') ? text : several}${figuresOf(key, figures)}`;
  // "Every one of none is proven" would read as if something had been proven.
  if (key === 'guardrails-proven' && !plan.guardrails.some(mustHold)) return NONE_MUST_HOLD;
  const words = WORDS[key]?.[state].replace('GOAL', () => plan.goal.name) ?? text;
  return `${words}${figuresOf(key, figures)}`;
}

/** The figures beside a criterion; the rest stand with the comparisons. */
function figuresOf(key: string, figures: Criterion['figures']): string {
  const { smallestArm, pValue: p, lift, smallestLift, reach, day, worst, margin } = figures;
  if (key === 'goal-not-worse' && worst !== undefined && margin !== undefined) {
    return ` (${signedPercent(worst)} against ${percent(margin)})`;
  }
  if (key === 'whole-weeks' && day !== undefined) return ` (day ${count(day)})`;
  if (key === 'reach-worth-having' && reach !== undefined && smallestLift !== undefined) {
    return ` (${signedPercent(reach)} against ${percent(smallestLift)})`;
  }
  if (key === 'minimum-met' && smallestArm !== undefined)
    return ` (${count(smallestArm)} units in the smallest variant)`;
  if (key === 'sample-ratio-ok' && p !== undefined) return ` (p ${pValue(p)})`;
  if (key === 'lift-worth-having' && lift !== undefined && smallestLift !== undefined) {
    return ` (${signedPercent(lift)} against ${percent(smallestLift)})`;
  }
  return '';
}
