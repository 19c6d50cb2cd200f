import type { FaultKind } from '#sandbox/stand-ins/http/faults.ts';
import { startWire, type Wire } from '#sandbox/stand-ins/http/wire.ts';
import { bad } from './answer.ts';
import type { Change, Desk } from './desk.ts';
import { type Mischief, mischief } from './mischief.ts';
import { createOpenId, type OpenId } from './openid/openid.ts';
import type { OpenIdApp } from './openid/openid-types.ts';
import { type Actor, actorOf } from './people/actor.ts';
import type { Reach } from './people/deliver.ts';
import { type Readings, readings } from './readings.ts';
import type { SlackState, SlackUser } from './state.ts';
import { callOf } from './web-api/call.ts';
import { createCallLog, type SlackRequest } from './web-api/call-log.ts';
import { createPostPace } from './web-api/post-pace.ts';
import { answerSlack, slackJson } from './web-api/routes.ts';
import { stateOf, type Workspace } from './workspace.ts';

/** What a stand-in of Slack is started with. */
export interface SlackOptions {
  /** The workspace's clock, in milliseconds since 1970: timestamps, triggers and response addresses go by it. */
  readonly now: () => number;
  readonly signingSecret: string;
  readonly botToken: string;
  readonly workspace: Workspace;
  /** The app for Sign in with Slack; one of the sandbox if left out. */
  readonly openId?: OpenIdApp;
}

/** The app of the sandbox, if a test names none. */
const SANDBOX_APP: OpenIdApp = {
  clientId: '1.2',
  clientSecret: 'sandbox-client-secret',
  redirectUris: ['https://desk.test/desk/sign-in/callback'],
};

/** A fault of the Web API. */
export interface SlackFault {
  /** The method whose calls fail; `*` for every method, `upload` for the bytes of files. */
  readonly method: string;
  /** A fault of the wire, or one of Slack's error codes. */
  readonly kind: FaultKind | { readonly error: string };
  /** How many calls fail; 1 if not given. */
  readonly times?: number;
  /** Seconds of `Retry-After`; 1 if not given. */
  readonly retryAfter?: number;
}

/** A running stand-in of Slack. */
export interface Slack extends Readings, Mischief {
  /** For `slackApiUrl` of the real client. */
  readonly apiUrl: string;
  readonly url: string;
  readonly botUserId: string;
  /** Names the address at which the bot listens, path included. */
  readonly connectBot: (url: string) => void;
  readonly as: (userIdOrName: string) => Actor;
  /** Calls of the Web API, oldest first; of one method if given. */
  readonly requests: (method?: string) => readonly SlackRequest[];
  /** Signs a person in at an address of Slack’s that an app named, and answers the address that Slack sends the browser to. */
  readonly signIn: OpenId['visit'];
  /** What is wrong with the next token of a sign-in. */
  readonly forgeSignIn: OpenId['forge'];
  /** Calls back on every visible change until the returned function is called. */
  readonly onChange: (listener: (change: Change) => void) => () => void;
  readonly fail: (fault: SlackFault) => void;
  readonly clearFaults: () => void;
  /** Milliseconds that every answer is held back. */
  readonly setLatency: (ms: number) => void;
  /** Switches the limit of one post a second per channel. */
  readonly limitPosts: (isOn: boolean) => void;
  /** From now on, so many messages with a new file are refused at first: Slack looks through files after their upload. */
  readonly refuseNewFiles: (messages: number) => void;
  /** As if a person deleted it. */
  readonly deleteFile: (id: string) => void;
  /** Changes what Slack knows of a person: their time zone, do not disturb, whether they are deactivated. */
  readonly changeUser: (id: string, change: Partial<SlackUser>) => void;
  /** As if an admin set who is in a user group, by ids. */
  readonly changeGroup: (id: string, users: readonly string[]) => void;
  readonly snapshot: () => SlackState;
  readonly restore: (state: SlackState) => void;
  readonly close: () => Promise<void>;
}

/** Starts a stand-in of Slack on loopback. */
export async function startSlack(options: SlackOptions): Promise<Slack> {
  const listeners = new Set<(change: Change) => void>();
  const log = createCallLog(options.now);
  const pace = createPostPace(options.now);
  const settings = { botUrl: '' };
  const desk = newDesk(options, listeners);
  const openId = createOpenId(desk, options.openId ?? SANDBOX_APP);
  const wire = await startWire({
    handle: (request) => openId.answer(request) ?? answerSlack(desk, options.botToken, request),
    limit: (request) => {
      const called = callOf(request);
      return called === null ? null : pace.wait(called.method, called.args);
    },
    observe: log.observe,
    faultBody: (status) => JSON.stringify(bad(status === 429 ? 'ratelimited' : 'internal_error')),
  });
  desk.baseUrl = wire.url;
  const reach = reachOf(options, desk, settings);
  return {
    ...readings(desk),
    ...controls(desk, settings),
    ...mischief(desk),
    url: wire.url,
    apiUrl: `${wire.url}/api/`,
    botUserId: desk.state.app.botUser,
    as: (userIdOrName) => actorOf(reach, userIdOrName),
    requests: log.requests,
    ...{ signIn: openId.visit, forgeSignIn: openId.forge },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    fail: (fault) => failCalls(wire, fault),
    clearFaults: wire.clearFaults,
    setLatency: wire.setLatency,
    limitPosts: pace.limit,
    close: wire.close,
  };
}

function failCalls(wire: Wire, { method, kind, times = 1, retryAfter = 1 }: SlackFault): void {
  const path = pathOf(method);
  const isCode = typeof kind === 'object' && 'error' in kind;
  wire.fail({ path, kind: isCode ? { answer: slackJson(200, bad(kind.error)) } : kind, times, retryAfter });
}

function pathOf(method: string): RegExp {
  if (method === 'upload') return /^\/upload\//;
  return method === '*' ? /^\/api\// : new RegExp(`^/api/${method.replaceAll('.', '\\.')}$`);
}

function newDesk(options: SlackOptions, listeners: ReadonlySet<(change: Change) => void>): Desk {
  return {
    state: stateOf(options.workspace),
    now: options.now,
    tell: (change) => {
      for (const listener of listeners) listener(structuredClone(change));
    },
    baseUrl: '',
  };
}

interface Settings {
  botUrl: string;
}

function reachOf(options: SlackOptions, desk: Desk, settings: Settings): Reach {
  return {
    desk,
    botUrl: () => settings.botUrl,
    signingSecret: options.signingSecret,
  };
}

function controls(desk: Desk, settings: Settings) {
  return {
    connectBot: (url: string) => {
      settings.botUrl = url;
    },
    refuseNewFiles: (messages: number) => {
      desk.state.fileRefusals = messages;
    },
    deleteFile: (id: string) => {
      delete desk.state.files[id];
    },
    changeUser: (id: string, change: Partial<SlackUser>) => {
      const user = desk.state.users[id];
      if (user === undefined) throw new Error(`there is no user ${id}`);
      desk.state.users[id] = { ...user, ...change };
    },
    changeGroup: (id: string, users: readonly string[]) => {
      const group = desk.state.userGroups[id];
      if (group === undefined) throw new Error(`there is no user group ${id}`);
      desk.state.userGroups[id] = { ...group, users: [...users] };
    },
    snapshot: () => structuredClone(desk.state),
    restore: (state: SlackState) => {
      desk.state = structuredClone(state);
    },
  };
}
