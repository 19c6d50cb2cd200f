import type { RevisionReason } from '#domain/code/draft.ts';
import type { Topic } from '#domain/topic.ts';

/** What must happen outside, recorded in the same insert as the events that caused it. */
export type Effect =
  /**
   * Posts the message of a topic, rendered from the state at this commit: into the thread, to one person alone, or into another channel.
   * A reply with `inChannel` stands in the channel, too.
   */
  | {
      readonly kind: 'post';
      readonly topic: Topic;
      readonly to?: string;
      readonly channel?: string;
      readonly inChannel?: true;
    }
  /** Posts the card, or brings it to the present state. */
  | { readonly kind: 'card' }
  /** Replaces the buttons of a posted message by what was pressed, by whom and when. */
  | { readonly kind: 'stamp'; readonly message: string; readonly text: string }
  | { readonly kind: 'design' }
  /** `hint` is what the person who tries again typed; left out if nothing was typed. */
  | { readonly kind: 'implement'; readonly hint?: string }
  /** Adds a commit to the pull request, on top of `head`. */
  | { readonly kind: 'revise'; readonly reason: RevisionReason; readonly head: string }
  /** Answers the remarks of the newest revision on the code host. */
  | { readonly kind: 'answer-remarks' }
  /** Marks the pull request ready for review, if `head` is its newest commit. */
  | { readonly kind: 'mark-ready'; readonly head: string }
  | { readonly kind: 'clean-up' }
  /** Posts the full record of the experiment into the thread, as a document. */
  | { readonly kind: 'record' }
  /** Opens the issue that hands the rollout of a shipped change over, and tells the thread. */
  | { readonly kind: 'handoff' }
  | { readonly kind: 'flag'; readonly act: FlagAct }
  /** Puts a failed effect back into delivery. */
  | { readonly kind: 'redeliver'; readonly effect: string };

/** Posts a message of the workspace, or brings it to what was said. */
export interface BulletinEffect {
  readonly kind: 'bulletin';
}

/** Sends a notice to the receiver of a webhook. */
export interface WebhookEffect {
  readonly kind: 'webhook';
}

/** Every kind of effect, also of what is no experiment. */
export type EffectKind = (Effect | BulletinEffect | WebhookEffect)['kind'];

/** What to do with the flag. `hold` creates it switched off for all units. */
export type FlagAct =
  | { readonly act: 'hold' }
  | {
      readonly act: 'set';
      readonly active: boolean;
      readonly rollout: number;
      readonly allocation: Readonly<Record<string, number>>;
    }
  /** As `set`, also over what was put by hand on the bot's own condition. */
  | {
      readonly act: 'restore';
      readonly active: boolean;
      readonly rollout: number;
      readonly allocation: Readonly<Record<string, number>>;
    }
  /** Makes the configuration of this variant the default of its surface. */
  | { readonly act: 'keep'; readonly variant: string }
  | { readonly act: 'remove' };

/** Idempotency key of an effect: `<experiment>:<version>:<index>`. */
export function effectKey(experiment: string, version: number, index: number): string {
  return `${experiment}:${version}:${index}`;
}

/** The commit that an effect belongs to, by its idempotency key; keys of experiments hold no colon. */
export function commitOfEffect(key: string): { readonly experiment: string; readonly version: number } {
  const [experiment = '', version] = key.split(':');
  return { experiment, version: Number(version) };
}
