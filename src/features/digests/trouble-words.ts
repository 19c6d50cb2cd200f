import { code } from '#block-kit/mrkdwn.ts';
import type { HealthRow, Trouble } from '#domain/digest/health-figures.ts';
import { moment } from '#features/moment.ts';
import { titleLink } from './row-words.ts';
import type { LinkedRow } from './shown-rows.ts';

/** What is wrong, after the name of the experiment. */
export const TROUBLE_WORDS: Readonly<Record<Trouble, string>> = {
  'flag-by-hand': 'its flag was changed by hand; a person has to choose what holds',
  integrity: 'its data cannot be trusted as they are; see the alert in its thread',
  reading: 'its data cannot be read',
  delivery: 'a step of the bot failed for good; see its card',
  stuck: 'the agents cannot go on without a person',
  waits: 'it waits for people',
  'flag-left': 'its flag waits for the clean-up',
};

/** What is wrong with an experiment, and since when. Mrkdwn. */
export function troubleLine(row: LinkedRow<HealthRow>): string {
  const { trouble, since, code: fault } = row;
  const by = fault === undefined ? '' : ` (${code(fault)})`;
  const how = since === null ? '' : `, since ${moment(since, '{date_short_pretty}')}`;
  return `${titleLink(row)}: ${TROUBLE_WORDS[trouble]}${by}${how}`;
}
