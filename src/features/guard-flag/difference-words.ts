import { code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { percent } from '#domain/figures.ts';
import { conditionWords } from '#domain/launch/release-conditions.ts';
import type { FlagDifference } from '#domain/tampering/flag-differences.ts';

/** One difference, before and after, as mrkdwn without a full stop. */
export function differenceWords(difference: FlagDifference): string {
  switch (difference.what) {
    case 'gone':
      return 'It was deleted, or its key was changed';
    case 'made-anew':
      return 'It was made anew';
    case 'switched':
      return difference.on ? 'Switched on (was off)' : 'Switched off (was on)';
    case 'rollout':
      return `Rollout: ${percent(difference.before)} → ${percent(difference.after)}`;
    case 'allocation':
      return `Split: ${shares(difference.before)} → ${shares(difference.after)}`;
    case 'own-condition':
      return difference.condition === null
        ? 'The condition of the bot was removed'
        : `The condition of the bot is now: ${escapeMrkdwn(conditionWords(difference.condition))}`;
    case 'condition-added':
      return `Condition added: ${escapeMrkdwn(conditionWords(difference.condition))}`;
    case 'condition-removed':
      return `Condition removed: ${escapeMrkdwn(conditionWords(difference.condition))}`;
    case 'order':
      return 'The order of its conditions was changed';
    case 'version':
      return 'It was edited, and all that the bot reads is as before';
    default:
      return difference satisfies never;
  }
}

function shares(allocation: Readonly<Record<string, number>>): string {
  return Object.entries(allocation)
    .map(([key, share]) => `${code(key)} ${percent(share)}`)
    .join(', ');
}
