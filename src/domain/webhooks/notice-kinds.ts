/** What a webhook tells of, with what it is in words. Journals and receivers hold these names. */
export const NOTICE_KINDS = {
  'experiment.approval_waits': 'a plan, a launch or a decision waits for people',
  'experiment.launched': 'a person launched it',
  'experiment.goal_proven': 'a goal is proven better',
  'experiment.sample_reached': 'the planned sample is reached',
  'experiment.time_limit_reached': 'it runs longer than planned',
  'experiment.anomaly': 'the data look wrong',
  'experiment.harm': 'the bot stopped something for harm',
  'experiment.decided': 'it is decided',
  'experiment.decision_undone': 'a decision was undone',
  'experiment.completed': 'it is over and cleaned up',
  'experiment.cancelled': 'it ended before it ran',
} as const;

/** One kind of notice of an experiment. */
export type NoticeKind = keyof typeof NOTICE_KINDS;

/** What is sent when a person tries a webhook: it goes to every webhook, whatever kinds it asks for. */
export const TEST_KIND = 'webhook.test';

/** Whether a text names a kind of notice. */
export function isNoticeKind(text: string): text is NoticeKind {
  return Object.hasOwn(NOTICE_KINDS, text);
}
