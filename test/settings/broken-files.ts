/** A file that is complete and right: broken files are made of it by one change. */
export const WHOLE = `roles:
  approvers: [U012AB3CD]
repositories:
  - acme/shop
surfaces:
  - name: cart
    rules:
      - {match: starts-with, property: $pathname, value: /cart}
metrics:
  orders:
    name: Orders
    description: completed an order
    kind: proportion
    event: order_completed
    direction: increase
    windowDays: 14
    where:
      - {property: country, operator: exact, value: DE}
  revenue:
    name: Revenue
    description: money per unit
    kind: mean
    event: order_completed
    aggregate: sum
    property: revenue
    direction: increase
    windowDays: 14
    cap: {quantile: 0.99}
  return_rate:
    name: 7-day return
    description: came back
    kind: retention
    event: app_opened
    direction: increase
    fromDay: 7
    untilDay: 14
  basket:
    name: Basket
    description: items per order
    kind: ratio
    numerator: {event: item_added, aggregate: count}
    denominator: {event: order_completed, aggregate: count}
    direction: increase
    windowDays: 14
guardrails: [revenue]
defaults:
  margin: 0.05
  risk:
    - {surface: cart, atLeast: high}
launch:
  steps:
    - {share: 0.05}
    - {share: 0.1, days: 7}
watch: {errors: revenue}
escalation: {leadership: [U012AB3CE]}
`;

/** Kinds of broken files: what is replaced by what, and every problem as \`line path: message\` begins. */
export const BROKEN: readonly (readonly [
  name: string,
  from: string,
  to: string,
  problems: readonly string[],
])[] = [
  ['an empty file', WHOLE, '', ['1 The file is empty.']],
  ['a file of comments', WHOLE, '# nothing\n', ['1 The file is empty.']],
  ['a list instead of groups', WHOLE, '- roles\n', ['1 This must be a group of keys, not a list.']],
  [
    'a bracket that is not closed',
    '[U012AB3CD]',
    '[U012AB3CD',
    ['3 Flow sequence in block collection must be sufficiently indented'],
  ],
  ['a text that is not closed', 'name: cart', 'name: "cart', ['6 Missing closing "quote']],
  ['a tab', '  approvers', '\tapprovers', ['2 A tab indents this line. Use blanks.']],
  ['a second document', 'guardrails: [revenue]\n', '---\n', ['45 A second document begins here']],
  [
    'a key twice',
    'guardrails: [revenue]',
    'guardrails: [revenue]\nguardrails: []',
    ['46 This key stands twice.'],
  ],
  ['a metric twice', '  basket:', '  orders:', ['37 This key stands twice.']],
  [
    'an alias',
    'approvers: [U012AB3CD]',
    'approvers: &a [U012AB3CD]\n  admins: *a',
    ['2 Anchors and aliases', '3 Anchors and aliases'],
  ],
  [
    'a bomb of aliases',
    WHOLE,
    `a: &a [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 9 }, (_, index) => `${'bcdefghij'[index]}: &${'bcdefghij'[index]} [${Array.from({ length: 9 }, () => `*${'abcdefghi'[index]}`).join(', ')}]\n`).join('')}`,
    ['1 Anchors and aliases'],
  ],
  ['an alias without an anchor', 'guardrails: [revenue]', 'guardrails: *all', ['45 Anchors and aliases']],
  ['a tag', 'name: cart', 'name: !!secret cart', ['6 Tags ("!…") are not used in settings.']],
  [
    'a product of nothing',
    'guardrails: [revenue]',
    'guardrails: [revenue]\nproduct: " "',
    ['46 product: This must not be empty.'],
  ],
  [
    'an unknown part',
    'guardrails:',
    'gaurdrails:',
    ['45 gaurdrails: This key is not known here. Do you mean `guardrails`?'],
  ],
  [
    'a time to decide below nothing, and a limit of nothing',
    'guardrails: [revenue]',
    'guardrails: [revenue]\nafterwards: {decideWithinDays: -1, harmWithinDays: 366, autoRegressionLimit: 0}',
    [
      '46 afterwards.decideWithinDays:',
      '46 afterwards.harmWithinDays:',
      '46 afterwards.autoRegressionLimit:',
    ],
  ],
  [
    'a lift worth having of all there is',
    '    windowDays: 14\n    where:',
    '    windowDays: 14\n    worthHaving: 1\n    where:',
    ['17 metrics.orders.worthHaving:'],
  ],
  [
    'usual days that no plan may take',
    '  margin: 0.05\n',
    '  margin: 0.05\n  usualDays: 29\n',
    ['48 defaults.usualDays:'],
  ],
  [
    'an unknown field of a metric',
    '    windowDays: 14\n    where:',
    '    windowdays: 14\n    where:',
    [
      '10 metrics.orders.windowDays: This is missing.',
      '16 metrics.orders.windowdays: This key is not known here. Do you mean `windowDays`?',
    ],
  ],
  [
    'a field of another kind of metric',
    '    fromDay: 7',
    '    fromDay: 7\n    cap: {value: 3}',
    ['36 metrics.return_rate.cap: This key is not known here. Known are kind,'],
  ],
  ['no approvers', '[U012AB3CD]', '[]', ['2 roles.approvers: This must have at least 1 entry.']],
  [
    'an approver by name',
    'U012AB3CD',
    'priya',
    ['2 roles.approvers[0]: This must be a Slack user id such as'],
  ],
  [
    'a repository by address',
    'acme/shop',
    'https://github.com/acme/shop',
    ['4 repositories[0]: This must be written as owner/name.'],
  ],
  ['a missing part', 'repositories:\n  - acme/shop\n', '', ['1 repositories: This is missing.']],
  [
    'a kind that is none',
    'kind: mean',
    'kind: men',
    [
      '22 metrics.revenue.kind: This must be one of proportion, mean, ratio, quantile, retention. Do you mean `mean`?',
    ],
  ],
  [
    'a quantile that is watched, and none between its limits',
    `    kind: mean
    event: order_completed
    aggregate: sum
    property: revenue
    direction: increase
    windowDays: 14
    cap: {quantile: 0.99}`,
    `    kind: quantile
    event: order_completed
    property: revenue
    direction: increase
    windowDays: 14
    quantile: 0.995`,
    [
      '27 metrics.revenue.quantile: This must be at most 0.99.',
      '53 watch.errors: The watch compares levels, and "revenue" is a quantile.',
    ],
  ],
  [
    'a mistyped kind, and mistakes that it hides',
    `    kind: proportion
    event: order_completed
    direction: increase
    windowDays: 14
    where:
      - {property: country, operator: exact, value: DE}`,
    `    kind: propotion
    evnt: order_completed
    direction: up
    windowDays: 0
    where:
      - {property: country, operator: exakt, value: DE, more: 1}`,
    [
      '10 metrics.orders.event: This is missing.',
      '13 metrics.orders.kind: This must be one of proportion',
      '14 metrics.orders.evnt: This key is not known here. Do you mean `event`?',
      '15 metrics.orders.direction: This must be increase or decrease.',
      '16 metrics.orders.windowDays: This must be at least 1.',
      '18 metrics.orders.where[0].operator: This must be one of exact',
      '18 metrics.orders.where[0].more: This key is not known here.',
    ],
  ],
  [
    'a kind that is none, and mistakes that no kind allows',
    `    kind: proportion
    event: order_completed
    direction: increase`,
    `    kind: funnel
    event: order_completed
    direction: up`,
    [
      '13 metrics.orders.kind: This must be one of proportion',
      '15 metrics.orders.direction: This must be increase or decrease.',
    ],
  ],
  ['no kind', '    kind: mean\n', '', ['19 metrics.revenue.kind: This is missing: it must be one of']],
  [
    'text for a number',
    'windowDays: 14\n    where',
    'windowDays: two weeks\n    where',
    ['16 metrics.orders.windowDays: This must be a number, not text.'],
  ],
  [
    'a part of a day',
    'windowDays: 14\n    where',
    'windowDays: 1.5\n    where',
    ['16 metrics.orders.windowDays: This must be a whole number, not the number 1.5.'],
  ],
  [
    'an endless number',
    'margin: 0.05',
    'margin: .inf',
    ['47 defaults.margin: This must be a number, not an endless number.'],
  ],
  ['nothing for text', 'name: Orders', 'name:', ['11 metrics.orders.name: This must be text, not nothing.']],
  ['blanks for text', 'name: Orders', 'name: "  "', ['11 metrics.orders.name: This must not be empty.']],
  ['a margin in per cent', 'margin: 0.05', 'margin: 5', ['47 defaults.margin: This must be at most 0.5.']],
  ['a margin of 0', 'margin: 0.05', 'margin: 0', ['47 defaults.margin: This must be above 0.']],
  [
    'an alpha that policy forbids',
    'margin: 0.05',
    'alpha: 0.1',
    ['47 defaults.alpha: This must be at most 0.05.'],
  ],
  [
    'a power that policy forbids',
    'margin: 0.05',
    'power: 0.5',
    ['47 defaults.power: This must be at least 0.8.'],
  ],
  [
    'a window before the delay',
    '    windowDays: 14\n    where',
    '    windowDays: 3\n    delayDays: 5\n    where',
    ['16 metrics.orders.windowDays: The window of 3 days ends before the first event can come'],
  ],
  [
    'a window that ends with the delay',
    '    windowDays: 14\n    where',
    '    windowDays: 5\n    delayDays: 5\n    where',
    ['16 metrics.orders.windowDays: The window of 5 days ends before the first event can come'],
  ],
  [
    'a retention that ends before it begins',
    'untilDay: 14',
    'untilDay: 7',
    ['36 metrics.return_rate.untilDay: This must be above `fromDay` (7).'],
  ],
  [
    'a sum of nothing',
    '    property: revenue\n',
    '',
    ['24 metrics.revenue.aggregate: Name the `property` that is summed.'],
  ],
  [
    'a count of a property',
    '{event: item_added, aggregate: count}',
    '{event: item_added, aggregate: count, property: x}',
    ['41 metrics.basket.numerator.property: A count reads no property.'],
  ],
  [
    'two caps',
    '{quantile: 0.99}',
    '{quantile: 0.99, value: 3}',
    ['28 metrics.revenue.cap: This must have either `value`'],
  ],
  [
    'a cap in per cent',
    '{quantile: 0.99}',
    '{quantile: 99}',
    ['28 metrics.revenue.cap.quantile: This must be below 1.'],
  ],
  [
    'a condition without a value',
    ', value: DE}',
    '}',
    ['18 metrics.orders.where[0].value: This is missing.'],
  ],
  [
    'an operator that is none',
    'operator: exact',
    'operator: equals',
    ['18 metrics.orders.where[0].operator: This must be one of exact,'],
  ],
  [
    'a comparison with text',
    'operator: exact',
    'operator: gt',
    ['18 metrics.orders.where[0].value: This must be a number, not text.'],
  ],
  [
    'a broken regular expression',
    'match: starts-with, property: $pathname, value: /cart',
    'match: regex, property: $pathname, value: "("',
    ['8 surfaces[0].rules[0].value: This is no regular expression.'],
  ],
  [
    'a look-ahead',
    'match: starts-with, property: $pathname, value: /cart',
    'match: regex, property: $pathname, value: "a(?!b)"',
    ['8 surfaces[0].rules[0].value: This uses a look-ahead'],
  ],
  ['a surface twice', 'metrics:\n', '  - name: cart\nmetrics:\n', ['9 surfaces[1]: "cart" stands twice.']],
  [
    'a step that reaches no more units',
    'share: 0.1,',
    'share: 0.05,',
    ['53 launch.steps[1].share: Each step must reach more units than the one before it.'],
  ],
  [
    'waits that are no days',
    'guardrails: [revenue]',
    'guardrails: [revenue]\nwaits: {remindAfterDays: -1, callAfterDays: 0.5, withdrawAfterDays: 400}',
    ['46 waits.remindAfterDays:', '46 waits.callAfterDays:', '46 waits.withdrawAfterDays:'],
  ],
  [
    'a warehouse with names that are none, tables without a place and events told twice',
    'guardrails: [revenue]',
    'guardrails: [revenue]\nwarehouse: {exposures: {table: a.b.c.d, unit: user id, time: at, experiment: flag, variant: variant, columns: {flag: flag_key}}, facts: [{table: orders, unit: u, time: {column: at, form: minutes}, event: e, everyRowIs: x}, {table: visits, unit: u, time: at}]}',
    [
      '46 warehouse.exposures.table: This must be the name of a table',
      '46 warehouse.exposures.unit: This must be a name of letters',
      '46 warehouse.facts[0].time',
      '46 warehouse.exposures.variant: The table has no place for "variant".',
      '46 warehouse.facts[0]: Say in one way which event a row is',
      '46 warehouse.facts[1]: Say in one way which event a row is',
    ],
  ],
  [
    'digests at no time, in no channel and in no time zone',
    'guardrails: [revenue]',
    'guardrails: [revenue]\ndigests: {timeZone: Europe/Berlim, daily: {channels: [growth]}, weekly: {channels: [C012AB3CD], at: "9:00", day: Monday}, review: {channels: []}, monthly: {channels: [C012AB3CD], day: monday}}',
    [
      '46 digests.timeZone: This must be a time zone such as Europe/Berlin or UTC',
      '46 digests.daily.channels[0]: This must be a Slack channel id',
      '46 digests.weekly.at: This must be a time of day',
      '46 digests.weekly.day:',
      '46 digests.review.channels:',
      '46 digests.monthly.day:',
    ],
  ],
  [
    'targets that no team can reach or miss',
    'guardrails: [revenue]',
    'guardrails: [revenue]\ntargets: {experimentsPerQuarter: 0, daysToDecision: 1.5, winRate: 1.1, provenShipped: 0}',
    [
      '46 targets.experimentsPerQuarter:',
      '46 targets.daysToDecision:',
      '46 targets.winRate:',
      '46 targets.provenShipped:',
    ],
  ],
  [
    'a step above all units',
    'share: 0.1,',
    'share: 10,',
    ['53 launch.steps[1].share: This must be at most 1'],
  ],
  [
    'a watched metric that is none',
    'errors: revenue',
    'errors: revenu',
    ['54 watch.errors: There is no metric "revenu" in the settings. Do you mean `revenue`?'],
  ],
  [
    'a person of the leadership that is none',
    'U012AB3CE',
    'maria',
    ['55 escalation.leadership[0]: This must be a Slack user id'],
  ],
  [
    'a channel of the leadership that is none',
    'leadership: [U012AB3CE]',
    "leadershipChannel: '#heads'",
    ['55 escalation.leadershipChannel: This must be a Slack channel id'],
  ],
  [
    'quiet hours in a zone that is none',
    'escalation: {leadership: [U012AB3CE]}',
    'alerts: {quietHours: {from: "18:00", until: "08:00", timeZone: Berlin}}',
    ['55 alerts.quietHours.timeZone: This must be a time zone such as Europe/Berlin or UTC'],
  ],
  [
    'quiet hours without an end',
    'escalation: {leadership: [U012AB3CE]}',
    'alerts: {quietHours: {from: "18:00", until: "18:00"}}',
    ['55 alerts.quietHours.until: This must end at another time than it begins'],
  ],
  [
    'a time of day that is none',
    'escalation: {leadership: [U012AB3CE]}',
    'alerts: {channels: [{channel: C012AB3CE, quietHours: {from: "6 pm", until: "08:00"}}]}',
    ['55 alerts.channels[0].quietHours.from: This must be a time of day such as "18:30", in quotation marks'],
  ],
  [
    'a channel of alerts twice',
    'escalation: {leadership: [U012AB3CE]}',
    'alerts: {channels: [{channel: C012AB3CE}, {channel: C012AB3CE}]}',
    ['55 alerts.channels[1]: "C012AB3CE" stands twice.'],
  ],
  [
    'issues of an unknown kind',
    'escalation: {leadership: [U012AB3CE]}',
    'routing: {issues: [everything]}',
    ['55 routing.issues[0]: This must be one of'],
  ],
  [
    'an owner who is no user',
    'name: Basket',
    'name: Basket\n    owner: maria',
    ['39 metrics.basket.owner: This must be a Slack user id'],
  ],
  [
    'a guardrail that is no metric',
    '[revenue]',
    '[revenu]',
    ['45 guardrails[0]: There is no metric "revenu" in the settings. Do you mean `revenue`?'],
  ],
  ['a guardrail twice', '[revenue]', '[revenue, revenue]', ['45 guardrails[1]: "revenue" stands twice.']],
  [
    'a risk rule on an unknown surface',
    '{surface: cart,',
    '{surface: checkout,',
    ['49 defaults.risk[0].surface: There is no surface "checkout" in the settings.'],
  ],
  [
    'a risk rule on two things',
    '{surface: cart,',
    '{surface: cart, repository: acme/shop,',
    ['49 defaults.risk[0]: A risk rule names one of'],
  ],
  [
    'a metric key that is none',
    '  basket:',
    '  Basket-Size:',
    ['37 metrics.Basket-Size: The key of a metric begins with'],
  ],
  [
    'a metric key that every object knows',
    '  basket:',
    '  constructor:',
    ['37 metrics.constructor: Choose another key'],
  ],
  [
    'two metrics of one name',
    'name: Basket',
    'name: Orders',
    ['38 metrics.basket.name: Another metric is named "Orders" too.'],
  ],
  [
    'a name that Slack cannot show',
    'name: Basket',
    `name: ${'x'.repeat(76)}`,
    ['38 metrics.basket.name: This must have at most 75 characters.'],
  ],
  [
    'a key that would be a prototype',
    'guardrails:',
    '__proto__:',
    ['45 __proto__: This key is not known here.'],
  ],
];
