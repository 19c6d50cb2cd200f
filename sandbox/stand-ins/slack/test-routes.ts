import { z } from 'zod';
import type { Spot } from './people/actions.ts';
import type { Actor } from './people/actor.ts';
import type { Given } from './people/chosen-value.ts';
import type { Slack } from './start-slack.ts';

const anyFields = z.record(z.string(), z.unknown());
const given: z.ZodType<Given> = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), anyFields])),
  anyFields,
]);
const target = z
  .object({ actionId: z.string(), label: z.string(), blockId: z.string(), value: z.string() })
  .partial()
  .transform((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)));
const where = z.object({ channel: z.string() });
const spot = z.union([
  z.object({ channel: z.string(), ts: z.string() }),
  z.object({ ephemeral: z.string() }),
  z.object({ view: z.string() }),
  z.object({ home: z.literal(true) }),
]);

/** One act of a person, as JSON: `POST /__test/act`. */
const Act = z.discriminatedUnion('act', [
  z.object({ act: z.literal('command'), user: z.string(), command: z.string(), text: z.string(), where }),
  z.object({ act: z.literal('press'), user: z.string(), spot, target }),
  z.object({ act: z.literal('select'), user: z.string(), spot, target, given }),
  z.object({
    act: z.literal('submitModal'),
    user: z.string(),
    view: z.string(),
    values: z.record(z.string(), given),
  }),
  z.object({ act: z.literal('closeModal'), user: z.string(), view: z.string() }),
  z.object({ act: z.literal('openHome'), user: z.string() }),
  z.object({
    act: z.enum(['say', 'mention']),
    user: z.string(),
    text: z.string(),
    where: where.extend({ thread: z.string().nullable().default(null) }),
  }),
  z.object({ act: z.literal('shortcut'), user: z.string(), callbackId: z.string() }),
]);
type Act = z.infer<typeof Act>;

/** One reading, as JSON: `POST /__test/read`. */
const Reading = z.object({
  what: z.enum(['messages', 'thread', 'ephemerals', 'home', 'openViews', 'requests']),
  of: z.string().default(''),
  ts: z.string().default(''),
});

const FaultBody = z.object({
  method: z.string(),
  kind: z.union([
    z.enum(['ratelimited', 'http-500', 'timeout', 'done-but-no-answer']),
    z.object({ error: z.string() }),
  ]),
  times: z.number().int().min(1).default(1),
  retryAfter: z.number().min(0).default(1),
});

/**
 * The stand-in's controls as JSON over HTTP, for tests whose Slack lives in another process:
 * `act`, `read`, `fail`, `connect` (the bot's address).
 */
export async function answerTestRoute(slack: Slack, name: string, body: string): Promise<unknown> {
  const json: unknown = JSON.parse(body === '' ? '{}' : body);
  switch (name) {
    case 'act': {
      const act = Act.parse(json);
      return perform(slack, slack.as(act.user), act);
    }
    case 'read':
      return read(slack, Reading.parse(json));
    case 'fail':
      slack.fail(FaultBody.parse(json));
      return {};
    case 'connect':
      slack.connectBot(z.object({ url: z.url() }).parse(json).url);
      return {};
    default:
      throw new Error(`no test route ${name}`);
  }
}

function perform(slack: Slack, actor: Actor, act: Act): Promise<unknown> {
  switch (act.act) {
    case 'command':
      return actor.command(act.command, act.text, act.where);
    case 'press':
      return actor.press(spotOf(slack, actor, act.spot), act.target);
    case 'select':
      return actor.select(spotOf(slack, actor, act.spot), act.target, act.given);
    case 'submitModal':
      return actor.submitModal(viewOf(slack, actor, act.view), act.values);
    case 'closeModal':
      return actor.closeModal(viewOf(slack, actor, act.view));
    case 'openHome':
      return actor.openHome();
    case 'shortcut':
      return actor.shortcut(act.callbackId);
    default: {
      const { channel, thread } = act.where;
      return actor[act.act](act.text, thread === null ? { channel } : { channel, thread });
    }
  }
}

function read(slack: Slack, reading: z.infer<typeof Reading>): unknown {
  switch (reading.what) {
    case 'thread':
      return slack.thread(reading.of, reading.ts);
    case 'requests':
      return slack.requests(reading.of === '' ? undefined : reading.of);
    default:
      return slack[reading.what](reading.of);
  }
}

function spotOf(slack: Slack, actor: Actor, at: z.infer<typeof spot>): Spot {
  const user = actor.user.id;
  const found =
    'ts' in at
      ? slack.thread(at.channel, at.ts).find((one) => one.ts === at.ts)
      : 'ephemeral' in at
        ? slack.ephemerals(user).find((one) => one.ts === at.ephemeral)
        : 'view' in at
          ? viewOf(slack, actor, at.view)
          : slack.home(user);
  if (found === undefined) throw new Error(`nothing to act on at ${JSON.stringify(at)}`);
  return found;
}

function viewOf(slack: Slack, actor: Actor, id: string) {
  const found = slack.openViews(actor.user.id).find((view) => view.id === id);
  if (found === undefined) throw new Error(`${actor.user.name} has no modal ${id} open`);
  return found;
}
