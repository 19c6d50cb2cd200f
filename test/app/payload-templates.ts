import fc from 'fast-check';

type Json = Record<string, unknown>;

/** What the attackers know of the bot that they attack. */
export interface Target {
  /** Keys of experiments, those that there are and others. */
  readonly experiments: readonly string[];
  readonly users: readonly string[];
  readonly actionIds: readonly string[];
  readonly callbackIds: readonly string[];
  /** Where answers go that nobody waits for. */
  readonly responseUrl: string;
}

const hash = fc.constantFrom('', '0'.repeat(64), 'not a hash');
const team = { id: 'T0000000001', domain: 'acme' };
const channel = { id: 'C000000GROW', name: 'growth' };

function evidence({ experiments }: Target): fc.Arbitrary<string> {
  return fc
    .record({
      experiment: fc.constantFrom(...experiments),
      message: fc.constantFrom(null, '', 'nothing:1:0'),
      planHash: hash,
      snapshotHash: hash,
      flagVersion: fc.constantFrom('', '1'),
      effect: fc.constantFrom('', 'nothing:1:0'),
      mode: fc.constantFrom('edit', 'propose', 'neither'),
      channel: fc.constant(channel.id),
      user: fc.constant('U0NOBODY'),
    })
    .map((value) => JSON.stringify(value));
}

function interaction({ users }: Target, type: string): fc.Arbitrary<Json> {
  return fc.record({ user: fc.constantFrom(...users), trigger: fc.uuid() }).map(({ user, trigger }) => ({
    ...{ type, token: 'x', api_app_id: 'A0', team, enterprise: null, is_enterprise_install: false },
    user: { id: user, username: 'somebody', name: 'somebody', team_id: team.id },
    trigger_id: trigger,
  }));
}

function both(first: fc.Arbitrary<Json>, second: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc.tuple(first, second).map(([one, two]) => ({ ...one, ...two }));
}

function actionsOf(target: Target): fc.Arbitrary<Json> {
  const pressed = fc.record({
    id: fc.constantFrom(...target.actionIds, 'gone', ''),
    value: evidence(target),
  });
  const action = pressed.map(({ id, value }) => ({
    ...{ channel, response_url: target.responseUrl, state: { values: {} } },
    container: { type: 'message', message_ts: '1.1', channel_id: channel.id, is_ephemeral: false },
    message: { ts: '1.1', thread_ts: '1.0', text: 'x', blocks: [] },
    actions: [{ type: 'button', action_id: id, block_id: 'b', value, action_ts: '1.1' }],
  }));
  return both(interaction(target, 'block_actions'), action);
}

/** A form as it is filled in by somebody who takes no notice of what it asks for. */
const typed = fc.record({
  idea: fc.constantFrom('Show the price before the cart', '', 'x'),
  goal: fc.constantFrom('love', ''),
  number: fc.constantFrom('NaN', '-1', '1e400', ''),
});

function viewsOf(target: Target): fc.Arbitrary<Json> {
  const kind = fc.constantFrom('view_submission', 'view_closed');
  const parts = fc.record({
    id: fc.constantFrom(...target.callbackIds, 'gone'),
    metadata: evidence(target),
    typed,
  });
  const view = parts.map(({ id, metadata, typed: { idea, goal, number } }) => ({
    view: {
      ...{
        id: 'V1',
        type: 'modal',
        callback_id: id,
        // Ending an experiment that is there takes a reason alone, so that a whole form would be an act like any other.
        private_metadata:
          id === 'cancel_experiment'
            ? JSON.stringify({ ...JSON.parse(metadata), experiment: 'nothing' })
            : metadata,
        hash: '1',
        team_id: team.id,
      },
      blocks: [{ type: 'input', block_id: 'idea', element: { type: 'plain_text_input', action_id: 'idea' } }],
      state: {
        values: {
          // The short form asks for an idea alone, so that a whole one would be a proposal like any other.
          idea: {
            idea: { type: 'plain_text_input', value: id === 'experiment_idea' ? idea.slice(0, 9) : idea },
          },
          reason: { reason: { type: 'plain_text_input', value: idea } },
          goalMetric: { goalMetric: { type: 'static_select', selected_option: { value: goal } } },
          smallestLift: { smallestLift: { type: 'number_input', value: number } },
        },
      },
    },
    response_urls: [],
  }));
  return kind.chain((type) => both(interaction(target, type), view));
}

function commandsOf({ users, experiments, responseUrl }: Target): fc.Arbitrary<Json> {
  const key = fc.constantFrom(...experiments);
  const text = fc.oneof(
    fc.constantFrom('', 'list', 'help', 'lisst', 'forget', 'forget <@U0NOBODY>', 'forget <@U0NOBODY|n o>'),
    fc.tuple(fc.constantFrom('status', 'resume', 'retry'), key).map((words) => words.join(' ')),
    fc
      .tuple(fc.constantFrom('pause', 'cancel'), fc.string())
      .map(([word, rest]) => `${word} nothing ${rest}`),
    fc.string({ unit: 'binary', maxLength: 60 }).map((words) => `${words} 🙂`),
  );
  return fc
    .record({
      text,
      user: fc.constantFrom(...users),
      trigger: fc.uuid(),
      command: fc.constantFrom('/experiment', '/x'),
    })
    .map(({ user, trigger, ...rest }) => ({
      ...{ ...rest, team_id: team.id, channel_id: channel.id, user_id: user, trigger_id: trigger },
      ...{ response_url: responseUrl, is_enterprise_install: 'false', api_app_id: 'A0' },
    }));
}

function eventsOf({ users }: Target): fc.Arbitrary<Json> {
  return fc
    .record({
      type: fc.constantFrom(
        'app_mention',
        'message',
        'app_home_opened',
        'reaction_added',
        'function_executed',
        '?',
      ),
      user: fc.constantFrom(...users),
      id: fc.uuid(),
    })
    .map(({ type, user, id }) => ({
      ...{ type: 'event_callback', team_id: team.id, api_app_id: 'A0', event_id: id, event_time: 1 },
      event: { type, user, channel: channel.id, text: 'x', ts: '1.1', item: { channel: channel.id } },
      authorizations: [{ team_id: team.id, enterprise_id: null, user_id: user, is_bot: true }],
    }));
}

function othersOf(target: Target): readonly fc.Arbitrary<Json>[] {
  const called = fc
    .constantFrom('gone', ...target.callbackIds)
    .map((id) => ({ callback_id: id, action_ts: '1' }));
  const menu = fc
    .constantFrom(...target.actionIds)
    .map((id) => ({ action_id: id, block_id: 'b', value: 'x' }));
  return [
    both(interaction(target, 'shortcut'), called),
    both(
      interaction(target, 'message_action'),
      called.map((parts) => ({ ...parts, channel, message_ts: '1', message: { ts: '1' } })),
    ),
    both(interaction(target, 'block_suggestion'), menu),
    both(interaction(target, 'dialog_submission'), called),
    both(
      interaction(target, 'interactive_message'),
      fc.constant({ actions: [{ name: 'x' }], callback_id: 'x' }),
    ),
  ];
}

/** One arbitrary per sort of payload. Each has the right shape, and nothing in it gives leave to change anything. */
export function templates(target: Target): readonly fc.Arbitrary<Json>[] {
  const common = [actionsOf(target), viewsOf(target), commandsOf(target), eventsOf(target)];
  return [...common, ...common, ...othersOf(target)];
}
