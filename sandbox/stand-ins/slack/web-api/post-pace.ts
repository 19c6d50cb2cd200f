import { type Fields, textOf } from '#sandbox/stand-ins/slack/fields.ts';

/** Slack's pace for posts: about one a second in a channel. */
export interface PostPace {
  /** Seconds to wait before this post may come; null if it may come now. */
  readonly wait: (method: string, args: Fields) => number | null;
  readonly limit: (isOn: boolean) => void;
}

const gapMs = 1_000;

/** A pace that is off until it is switched on. */
export function createPostPace(now: () => number): PostPace {
  let isOn = false;
  const last = new Map<string, number>();
  return {
    limit: (on) => {
      isOn = on;
      last.clear();
    },
    wait: (method, args) => {
      if (!isOn || method !== 'chat.postMessage') return null;
      const channel = textOf(args['channel']) ?? '';
      const left = (last.get(channel) ?? Number.NEGATIVE_INFINITY) + gapMs - now();
      if (left > 0) return Math.ceil(left / 1_000);
      last.set(channel, now());
      return null;
    },
  };
}
