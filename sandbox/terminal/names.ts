import type { SlackState } from '#sandbox/stand-ins/slack/state.ts';
import type { Names } from './mrkdwn.ts';

/** What people and channels of a workspace are called; an id that is not known stands for itself. */
export function namesOf({ users, channels }: Pick<SlackState, 'users' | 'channels'>): Names {
  return {
    user: (id) => users[id]?.name ?? id,
    channel: (id) => channels[id]?.name ?? id,
  };
}
