import { z } from 'zod';

/** Ids of people, teams, channels: capitals and digits. Anything else could name a property of an object in Bolt. */
const Id = z.string().regex(/^[A-Z0-9]{2,40}$/);
const Named = z.looseObject({ id: Id });

const EventBody = z.looseObject({
  event: z.looseObject({
    // Steps of workflows come as events, but want another answer; the bot has none.
    type: z.string().refine((type) => type !== 'function_executed'),
    channel: z.union([z.string(), Named]).optional(),
    user: z.union([z.string(), z.looseObject({ id: z.string() })]).optional(),
    channel_id: z.string().optional(),
    item: z.looseObject({}).optional(),
    subteam: z.looseObject({}).optional(),
  }),
  team_id: Id.optional(),
  authorizations: z.array(z.looseObject({ team_id: Id.nullish(), enterprise_id: Id.nullish() })).optional(),
});

/** What people do, answered at an address that `ResponseUrl` takes. */
function actsAnsweredAt(ResponseUrl: z.ZodType<string>) {
  const CommandBody = z.looseObject({
    command: z.string(),
    text: z.string(),
    user_id: Id,
    channel_id: Id,
    team_id: Id.optional(),
    enterprise_id: Id.optional(),
    trigger_id: z.string(),
    response_url: ResponseUrl,
  });

  /** What every interaction says. */
  const acted = {
    user: z.looseObject({ id: Id, team_id: Id.nullish() }),
    team: z.looseObject({ id: Id, enterprise_id: Id.nullish() }).nullish(),
    enterprise: Named.nullish(),
    channel: Named.optional(),
    response_url: ResponseUrl.optional(),
    response_urls: z.array(z.looseObject({ response_url: ResponseUrl })).optional(),
    function_data: z.looseObject({}).optional(),
    // Bolt takes whatever has a name for a kind of menu that Slack no longer has.
    name: z.undefined().optional(),
  };
  const View = z.looseObject({
    callback_id: z.string(),
    private_metadata: z.string(),
    app_installed_team_id: Id.nullish(),
  });

  const pressed = {
    ...acted,
    type: z.literal('block_actions'),
    actions: z.array(z.looseObject({ action_id: z.string() })).min(1),
    trigger_id: z.string(),
  };
  /** Pressed on a message, which can be answered, or in a modal or Home. */
  const Press = z.union([
    z.looseObject({ ...pressed, response_url: ResponseUrl, view: z.undefined().optional() }),
    z.looseObject({ ...pressed, view: z.looseObject({}) }),
  ]);

  const InteractionBody = z.union([
    Press,
    z.looseObject({
      ...acted,
      type: z.literal('view_submission'),
      view: View.extend({ state: z.looseObject({ values: z.looseObject({}) }) }),
      actions: z.undefined().optional(),
    }),
    z.looseObject({
      ...acted,
      type: z.literal('view_closed'),
      view: View,
      actions: z.undefined().optional(),
    }),
    z.looseObject({ ...acted, type: z.literal('block_suggestion'), action_id: z.string() }),
    z.looseObject({
      ...acted,
      type: z.literal('shortcut'),
      callback_id: z.string(),
      trigger_id: z.string(),
      actions: z.undefined().optional(),
    }),
    z.looseObject({
      ...acted,
      type: z.literal('message_action'),
      callback_id: z.string(),
      trigger_id: z.string(),
      response_url: ResponseUrl,
      channel: Named,
      message_ts: z.string(),
      message: z.looseObject({ ts: z.string() }),
      actions: z.undefined().optional(),
    }),
  ]);
  return { CommandBody, InteractionBody };
}

/** What Slack asks of the address itself, not of the app behind it. */
const AddressBody = z.union([
  z.looseObject({ ssl_check: z.literal('1') }),
  z.looseObject({ type: z.literal('url_verification'), challenge: z.string() }),
]);

/** Slack's own hosts, those for governments included. */
const SLACK_HOST = /(?:^|\.)slack(?:-gov)?\.com$/;

/**
 * True for what Slack sends: an event, a command, an interaction, a check of the address. Bolt reads a body by what it
 * has rather than by what it says it is, in this order, and trips over anything that is shaped otherwise. What wants its
 * answer elsewhere than at Slack is not Slack's either: `standIn` is the address of one that may take its place.
 */
export function slackBodyCheck(standIn: string | null): (body: unknown) => boolean {
  const host = standIn === null ? null : new URL(standIn).hostname;
  const isSlacks = (address: string) => {
    const { hostname } = new URL(address);
    return SLACK_HOST.test(hostname) || hostname === host;
  };
  const ResponseUrl = z.url({ protocol: /^https?$/, abort: true }).refine(isSlacks);
  const { CommandBody, InteractionBody } = actsAnsweredAt(ResponseUrl);
  return (body) => {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
    if (AddressBody.safeParse(body).success) return true;
    if ('event' in body) return EventBody.safeParse(body).success;
    if ('command' in body) return CommandBody.safeParse(body).success;
    return InteractionBody.safeParse(body).success;
  };
}
