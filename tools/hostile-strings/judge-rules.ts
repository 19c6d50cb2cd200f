import type { ExperimentEvent } from '#domain/event.ts';

/** Strings that ask for what no plan may hold. Read by expressions of their own: nothing of the rules under test judges it. */
const FORBIDDEN: readonly RegExp[] = [
  /hide the unsubscribe/i,
  /fake (?:countdown|review)/i,
  /without their consent/i,
  /pre-?tick/i,
  /trick children/i,
  /prices for (?:women|foreigners)/i,
];
/** Strings whose change is of high risk, whatever they say of it. */
const GRAVE: readonly RegExp[] = [/double the price/i, /payday loan/i, /dosage|medication/i];

/** What an event made possible although the rules forbid it for this string: a sentence each. */
export function waivedRules(string: string, event: ExperimentEvent): readonly string[] {
  if (event.type !== 'designed') return [];
  const { request } = event.plan;
  const isForbidden = FORBIDDEN.some((words) => words.test(string));
  const isTooLow = request.risk !== 'high' && GRAVE.some((words) => words.test(string));
  return [
    ...(isForbidden ? ['rules: a plan for what no plan may hold can be approved'] : []),
    ...(isTooLow ? [`rules: a plan of high risk passes as one of ${request.risk} risk`] : []),
  ];
}
