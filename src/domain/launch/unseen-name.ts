/** What stands for the key of an experiment that the readers may not know of: it says nothing of its channel. */
export const UNSEEN_NAME = 'an experiment of another channel';
/** The same as older journals hold it. */
const UNSEEN_BEFORE = 'an experiment of a private channel';

/** A stored name of another experiment (its key, or what stands for it) as it is written today. */
export function nameToday(stored: string): string {
  return stored === UNSEEN_BEFORE ? UNSEEN_NAME : stored;
}

/** A stored name of another experiment as mrkdwn: a key is marked as code. */
export function shownName(stored: string): string {
  const name = nameToday(stored);
  return name === UNSEEN_NAME ? name : `\`${name}\``;
}
