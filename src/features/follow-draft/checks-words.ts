import { code, link, mention } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import type { CodeChecks, NamedCheck } from '#domain/code/checks.ts';
import type { DraftState } from '#domain/code/draft.ts';
import { listed } from '#shared/listed.ts';

/** What comes next for a pull request of which no more is known. */
export const NEXT = 'An engineer reviews it, marks it ready and merges it; the bot notices the merge.';

const LONGEST_NAME = 80;
/** Whatever a check calls its page, Slack takes addresses of the web alone. */
const PAGE = /^https?:\/\/[^\s<>|]{1,500}$/;

/** Enough of a commit's hash to find it. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 7);
}

/** The one line about the checks of a pull request. Mrkdwn. */
export function checksLine(draft: DraftState): string {
  const { checks } = draft;
  if (checks === null) return ':hourglass_flowing_sand: *Checks:* None has begun yet.';
  const { icon, words } = wordsOf(checks);
  const repair =
    draft.underWay?.reason === 'checks'
      ? ' The bot reads their logs and works at a commit that mends this.'
      : '';
  return `${icon} *Checks:* ${words}${repair}`;
}

function wordsOf({ stand, head, total, failed }: CodeChecks) {
  const at = code(shortCommit(head));
  switch (stand) {
    case 'none':
      return {
        icon: ':grey_question:',
        words: `None ran on ${at} within ten minutes, so nothing has run this code.`,
      };
    case 'hidden':
      return {
        icon: ':grey_question:',
        words:
          'The bot may not read them. Give its token or app *Checks* and *Commit statuses* (read) on this repository.',
      };
    case 'running':
      return {
        icon: ':hourglass_flowing_sand:',
        words: total === 0 ? `None has begun on ${at} yet.` : begun(total, at),
      };
    case 'red':
      return { icon: ':x:', words: `${named(failed)} failed on ${at}.` };
    case 'stopped':
      return {
        icon: ':warning:',
        words: `${named(failed)} did not run to the end on ${at}: cancelled, or waiting for a person on the code host.`,
      };
    case 'green':
      return { icon: ':white_check_mark:', words: `${passed(total)} on ${at}.` };
  }
}

function passed(total: number): string {
  return total === 1 ? 'The only one passed' : `All ${total} passed`;
}

function begun(total: number, at: string): string {
  return total === 1
    ? `One has begun on ${at} and is not over.`
    : `${total} have begun on ${at}, and not all are over.`;
}

function named(checks: readonly NamedCheck[]): string {
  return listed(
    checks.map(({ name, url }) => {
      const words = oneLine(name, LONGEST_NAME);
      return url !== null && PAGE.test(url) ? link(url, words) : escapeMrkdwn(words);
    }),
  );
}

/** What comes next for a pull request, given what is known of its draft. Mrkdwn. */
export function nextOfDraft({ checks, readyBy, takenOver }: DraftState): string {
  if (takenOver !== null)
    return 'The branch has commits that the bot did not make, so the bot pushes no more to it. An engineer goes on; the bot notices the merge.';
  if (checks?.isDraft === false)
    return 'It is ready for review. An engineer reviews and merges it; the bot notices the merge.';
  if (readyBy !== null) return `${mention(readyBy)} asked that it be marked ready for review.`;
  return NEXT;
}
