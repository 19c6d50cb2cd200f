/** The places of a story into which a string is put. */
export const PLACES = [
  'the idea',
  'a repository file',
  'a metric name',
  'a pull request comment',
  'a Slack reply',
  'a past experiment',
  'an obeying model',
] as const;

export type HostilePlace = (typeof PLACES)[number];
