import type { Change, Desk } from './desk.ts';
import { type Actor, actorOf } from './people/actor.ts';
import type { Reach } from './people/deliver.ts';
import { type Readings, readings } from './readings.ts';
import type { SlackState } from './state.ts';
import { type Fault, faultPlan } from './wire/faults.ts';
import { closeServer, listenOnLoopback } from './wire/listen.ts';
import { postPace } from './wire/post-pace.ts';
import { slackServer } from './wire/server.ts';
import type { SlackRequest } from './wire/web-api.ts';
import { stateOf, type Workspace } from './workspace.ts';

/** What a stand-in of Slack is started with. */
export interface SlackOptions {
  /** The workspace's clock, in milliseconds since 1970: timestamps, triggers and response addresses go by it. */
  readonly now: () => number;
  /** The clock by which the bot judges signatures; the real one where not given. */
  readonly wallClock?: () => number;
  readonly signingSecret: string;
  readonly botToken: string;
  readonly workspace: Workspace;
  readonly port?: number;
  /** Where the bot listens, path included; may be given later by `connectBot`. */
  readonly botUrl?: string;
  /** The event types the app is subscribed to; all that the stand-in knows where not given. */
  readonly events?: readonly string[];
  /** A state to go on from, in place of the workspace's beginning. */
  readonly snapshot?: SlackState;
  /** Answers `POST /__test/<name>`, for a stand-in that runs in a process of its own. */
  readonly testRoute?: (name: string, body: string) => Promise<unknown>;
}

/** A running stand-in of Slack. */
export interface Slack extends Readings {
  /** For `slackApiUrl` of the real client. */
  readonly apiUrl: string;
  readonly url: string;
  readonly botUserId: string;
  readonly connectBot: (url: string) => void;
  readonly as: (userIdOrName: string) => Actor;
  /** Calls of the Web API, oldest first; of one method where given. */
  readonly requests: (method?: string) => readonly SlackRequest[];
  /** Calls back on every visible change until the returned function is called. */
  readonly onChange: (listener: (change: Change) => void) => () => void;
  readonly fail: (fault: Fault) => void;
  readonly clearFaults: () => void;
  /** Milliseconds that every answer is held back. */
  readonly setLatency: (ms: number) => void;
  /** Switches the limit of one post a second per channel. */
  readonly limitPosts: (isOn: boolean) => void;
  readonly snapshot: () => SlackState;
  readonly restore: (state: SlackState) => void;
  readonly close: () => Promise<void>;
}

/** Every event type the stand-in can send. */
export const knownEvents: readonly string[] = [
  'app_home_opened',
  'app_mention',
  'message.channels',
  'message.groups',
  'message.im',
  'reaction_added',
];

/** Starts a stand-in of Slack on loopback. */
export async function startSlack(options: SlackOptions): Promise<Slack> {
  const listeners = new Set<(change: Change) => void>();
  const log: SlackRequest[] = [];
  const faults = faultPlan();
  const pace = postPace(options.now);
  const settings = { latency: 0, botUrl: options.botUrl ?? '' };
  const desk = newDesk(options, listeners);
  const server = slackServer({
    desk,
    botToken: options.botToken,
    faults,
    pace,
    latency: () => settings.latency,
    log: (request) => log.push(structuredClone(request)),
    ...(options.testRoute === undefined ? {} : { testRoute: options.testRoute }),
  });
  desk.baseUrl = await listenOnLoopback(server, options.port ?? 0);
  const reach = reachOf(options, desk, settings);
  return {
    ...readings(desk),
    ...controls(desk, settings),
    url: desk.baseUrl,
    apiUrl: `${desk.baseUrl}/api/`,
    botUserId: desk.state.app.botUser,
    as: (userIdOrName) => actorOf(reach, userIdOrName),
    requests: (method) => structuredClone(log.filter((one) => method === undefined || one.method === method)),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    fail: faults.add,
    clearFaults: faults.clear,
    limitPosts: pace.limit,
    close: () => closeServer(server),
  };
}

function newDesk(options: SlackOptions, listeners: ReadonlySet<(change: Change) => void>): Desk {
  return {
    state: structuredClone(options.snapshot ?? stateOf(options.workspace)),
    now: options.now,
    tell: (change) => {
      for (const listener of listeners) listener(structuredClone(change));
    },
    baseUrl: '',
  };
}

interface Settings {
  latency: number;
  botUrl: string;
}

function reachOf(options: SlackOptions, desk: Desk, settings: Settings): Reach {
  return {
    desk,
    botUrl: () => settings.botUrl,
    signingSecret: options.signingSecret,
    wallClock: options.wallClock ?? Date.now,
    events: options.events ?? knownEvents,
  };
}

function controls(desk: Desk, settings: Settings) {
  return {
    connectBot: (url: string) => {
      settings.botUrl = url;
    },
    setLatency: (ms: number) => {
      settings.latency = ms;
    },
    snapshot: () => structuredClone(desk.state),
    restore: (state: SlackState) => {
      desk.state = structuredClone(state);
    },
  };
}
