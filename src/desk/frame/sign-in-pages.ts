import type { Notice } from '#desk/frame/notice-page.ts';
import { deskPath } from '#desk/paths.ts';

/** Characters of a path to come back to as it is passed on: with more, the address of the sign-in would be refused as too long. */
const LONGEST_BACK = 3_000;

/** Asks a person to sign in, and comes back to `path` of the desk; to its first page if the path is too long to be passed on. */
export function signInNotice(path: string): Notice {
  const encoded = encodeURIComponent(path);
  const to = encoded.length > LONGEST_BACK ? '' : `?to=${encoded}`;
  return {
    status: 401,
    title: 'Sign in',
    sentences: ['The desk shows the experiments to the people of the Slack workspace.'],
    next: { label: 'Sign in with Slack', href: `${deskPath('/sign-in')}${to}` },
  };
}

const AGAIN = { label: 'Sign in with Slack', href: deskPath('/sign-in') };

export const NOT_SIGNED_IN: Notice = {
  status: 403,
  title: 'You are not signed in',
  sentences: [
    'Slack’s answer did not fit what this browser asked. The sign-in may have taken longer than ten minutes, it may have been begun in another window, or you did not agree.',
    'Nothing was kept. Sign in again.',
  ],
  next: AGAIN,
};

export const FOREIGN: Notice = {
  status: 403,
  title: 'This desk serves another workspace',
  sentences: [
    'You signed in with an account that is not a member of the Slack workspace of this bot. Nothing was kept.',
    'Sign in with your account of that workspace. People of other companies read the experiments in their shared channel.',
  ],
  next: AGAIN,
};

export const SIGNED_OUT: Notice = {
  status: 200,
  title: 'You are signed out',
  sentences: ['This browser shows no experiments until a person signs in again.'],
  next: AGAIN,
};
