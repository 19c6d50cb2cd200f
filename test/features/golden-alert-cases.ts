import type { ChatMessage } from '#block-kit/message.ts';
import { COLLECTED_ALERTS, type CollectedAlert } from '#features/alerts/collected-blocks.ts';
import { renderDeliveries } from '#features/alerts/deliveries-blocks.ts';
import { START } from '#test/support/example-story.ts';

const URL = 'https://acme.slack.com/archives/C123/p1767600000000100';
const SPLIT =
  'The split looks unlike the plan: a variant is off by 2.1 % of its share (p 0.004). It is not proven to be broken. Look for a cause before it is.';
const READING =
  'The bot cannot read the figures of this experiment. It has failed since 5 Jan. PostHog answered 503. Until it can, it takes no look and does not notice harm. It tries again every hour.';

function alert(given: Partial<CollectedAlert> = {}): CollectedAlert {
  return {
    ...{ effect: 'gate:30:1', experiment: 'gate', title: 'First gate at level 40', url: URL },
    ...{ keys: ['split-warning'], text: SPLIT, why: 'budget', at: START, isOver: false },
    ...given,
  };
}

const readings = (count: number) =>
  Array.from({ length: count }, (_none, index) =>
    alert({
      ...{ effect: `shop-${index}:9:0`, experiment: `shop-${index}`, title: `Shop ${index}: shorter text` },
      ...{ keys: ['reading-failed'], text: READING, why: 'related', at: START + index },
    }),
  );

function collected(
  alerts: readonly CollectedAlert[],
  people: readonly string[] = [],
  afterQuiet = false,
): ChatMessage {
  const context = { name: 'alerts/C123/2026-01-05', at: START, pictures: {} };
  return COLLECTED_ALERTS.render({ afterQuiet, people, alerts }, context);
}

/** What admins see of deliveries, and the message that collects alerts, by the name of its golden file. */
export const ALERT_CASES: Readonly<Record<string, () => ChatMessage>> = {
  'alerts-one': () => collected([alert()], ['p_maria']),
  'alerts-quiet': () =>
    collected(
      [
        alert({ why: 'quiet' }),
        alert({
          ...{ effect: 'gate:31:0', keys: ['exposures-stalled'], why: 'quiet', isOver: true },
          text: 'No new unit was exposed in the last 7 hours (412 so far).',
        }),
        ...readings(1),
      ],
      ['p_maria', 'p_tom'],
      true,
    ),
  'alerts-all-over': () => collected([alert({ isOver: true, why: 'grace' })]),
  'alerts-many': () => collected(readings(26), ['p_maria']),
  'alerts-longest': () =>
    collected([
      alert({ title: 'Gate '.repeat(80), text: 'A cause was looked for and not found. '.repeat(40) }),
    ]),
  'alerts-without-link': () => collected([alert({ url: null, title: '将第一道关卡移到第40级 <b> *x*' })]),
  'deliveries-none': () => renderDeliveries([]),
  'deliveries-one': () => renderDeliveries([LOST]),
  'deliveries-many': () =>
    renderDeliveries([
      LOST,
      {
        ...{ experiment: null, key: 'weekly/2026-W48/C1', title: 'weekly/2026-W48/C1', kind: 'bulletin' },
        ...{ code: 'slack.is_archived', detail: 'The channel is archived. Unarchive it.' },
      },
      ...Array.from({ length: 20 }, () => ({ ...LOST, title: '将第一道关卡 <b> *x* '.repeat(20) })),
    ]),
};

const LOST = {
  ...{ experiment: 'gate', key: 'gate:9:0', title: 'First gate at level 40', kind: 'post' },
  ...{ code: 'slack.brand_new', detail: 'Slack answered brand_new.' },
};
