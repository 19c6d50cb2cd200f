import { nextTs } from '#sandbox/stand-ins/slack/desk.ts';
import { defined, type Fields } from '#sandbox/stand-ins/slack/fields.ts';
import { initialValues } from '#sandbox/stand-ins/slack/initial-values.ts';
import { messageObject } from '#sandbox/stand-ins/slack/messages.ts';
import { newResponseUrl } from '#sandbox/stand-ins/slack/response-urls.ts';
import type {
  SlackEphemeral,
  SlackMessage,
  SlackUser,
  SlackView,
  ViewValues,
} from '#sandbox/stand-ins/slack/state.ts';
import { replaceModal, stackOf } from '#sandbox/stand-ins/slack/views.ts';
import { chosenValue, type Given } from './chosen-value.ts';
import { type DeliveryOptions, deliver, payloadParcel, type Reach } from './deliver.ts';
import { type Found, findElement, type Target } from './find-element.ts';
import { type Outcome, outcome } from './outcome.ts';
import { interaction } from './payloads.ts';

/** A place in which a person can act: a message, a message to them alone, a modal or their Home. */
export type Spot = SlackMessage | SlackEphemeral | SlackView;

/** Presses a button, or takes an option of a menu if `given` says which. */
export async function act(
  reach: Reach,
  user: SlackUser,
  spot: Spot,
  target: Target,
  given: Given | undefined,
  options: DeliveryOptions,
): Promise<Outcome> {
  mustSee(reach, user, spot);
  const found = findElement(spot.blocks, target);
  const chosen = given === undefined ? {} : chosenValue(found.element, given);
  const payload = {
    ...interaction(reach.desk, 'block_actions', user, spot.type === 'modal' ? spot.id : null),
    ...placeOf(reach, user, spot, remembered(reach, user, spot, found, chosen)),
    actions: [actionOf(reach, found, chosen)],
  };
  return outcome(await deliver(reach, payloadParcel(payload), options));
}

/** A person acts on what they can see only; anything else is a mistake of the tester's. */
function mustSee(reach: Reach, user: SlackUser, spot: Spot): void {
  if (!sees(reach, user, spot)) throw new Error(`${user.name} cannot see this ${spot.type}`);
}

function sees(reach: Reach, user: SlackUser, spot: Spot): boolean {
  const { state } = reach.desk;
  if ('hash' in spot) {
    const seen = spot.type === 'modal' ? stackOf(reach.desk, user.id).at(-1) : state.homes[user.id];
    return seen?.id === spot.id;
  }
  if (spot.type === 'ephemeral') return spot.to === user.id;
  return state.channels[spot.channel]?.members.includes(user.id) === true;
}

function actionOf(reach: Reach, found: Found, chosen: Fields): Fields {
  const { element, block } = found;
  const { confirm: _confirm, options: _options, option_groups: _groups, ...shown } = element;
  const { positive_button: _good, negative_button: _bad, ...told } = shown;
  return { ...told, ...chosen, block_id: block['block_id'], action_ts: nextTs(reach.desk) };
}

/** What has been chosen in this place so far, this choice included. */
function remembered(reach: Reach, user: SlackUser, spot: Spot, found: Found, chosen: Fields): ViewValues {
  const { state } = reach.desk;
  const key = `${user.id}:${'ts' in spot ? `${spot.channel}:${spot.ts}` : spot.id}`;
  const before = 'state' in spot ? spot.state.values : (state.selections[key] ?? initialValues(spot.blocks));
  if (Object.keys(chosen).length === 0 || found.element['type'] === 'overflow') return before;
  const block = String(found.block['block_id']);
  const values = { ...before, [block]: { ...before[block], [String(found.element['action_id'])]: chosen } };
  if (spot.type === 'modal') replaceModal(reach.desk, { ...spot, state: { values } });
  else state.selections[key] = values;
  return values;
}

function placeOf(reach: Reach, user: SlackUser, spot: Spot, values: ViewValues): Fields {
  if ('hash' in spot) {
    return { container: { type: 'view', view_id: spot.id }, view: { ...spot, state: { values } } };
  }
  const { desk } = reach;
  const isEphemeral = spot.type === 'ephemeral';
  const channel = desk.state.channels[spot.channel];
  const threadTs = spot.thread_ts ?? null;
  return {
    container: defined({
      type: 'message',
      message_ts: spot.ts,
      channel_id: spot.channel,
      is_ephemeral: isEphemeral,
      thread_ts: spot.thread_ts,
    }),
    channel: { id: spot.channel, name: channel?.name ?? 'directmessage' },
    ...(isEphemeral ? {} : { message: messageObject(desk, spot) }),
    state: { values },
    response_url: newResponseUrl(desk, {
      user: user.id,
      channel: spot.channel,
      messageTs: spot.ts,
      threadTs,
      isEphemeral,
    }),
  };
}
