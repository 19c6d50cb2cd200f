import type { Socket } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import type { SlackIdentity } from '#adapters/slack/identity.ts';
import type { BodyRoom } from '#app/body-room.ts';
import type { DeskSettings } from '#app/web/desk-settings.ts';
import type { LiveStreams } from '#app/web/live-streams.ts';
import type { Sessions } from '#app/web/sessions.ts';
import type { Visit } from '#desk/page.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Clock } from '#shared/clock.ts';
import type { Logger } from '#shared/logger.ts';

/** What the desk and the API stand on. */
export interface WebGround {
  readonly settings: DeskSettings;
  /** Asked for when a request comes: the server is made before it. */
  readonly coPilot: () => CoPilot;
  /** Which workspace is ours. Throws Slack's fault. */
  readonly identity: () => Promise<SlackIdentity>;
  readonly sessions: () => Sessions;
  /** The visit of a chat user; null if they may come no more. Throws the chat service's fault. */
  readonly visitOf: (user: string) => Promise<Visit | null>;
  /** The open streams of events. */
  readonly streams: LiveStreams;
  /** The clock of browsers: sessions and events go by it. */
  readonly clock: Clock;
  /** What comes over this connection is a person's: it is not cut for strangers. */
  readonly trust: (socket: Socket) => void;
  readonly log: Logger;
  /** Carries requests to Slack. */
  readonly send: typeof fetch;
  /** The memory that bodies share. */
  readonly room: BodyRoom;
}

/** What a request brings along. */
export interface WebEnv {
  Bindings: HttpBindings;
  Variables: {
    /** The origin under which the browser reached the desk. */
    origin: string;
    /** When it came, milliseconds since the Unix epoch by the clock of the machine: what an answer shows is no older. */
    came: number;
    /** The person who is signed in; null if there is none. Below `/desk` alone. */
    visit: Visit | null;
  };
}

export type WebApp = Hono<WebEnv>;
export type WebContext = Context<WebEnv>;

/** Adds addresses. What it adds below `/desk` finds the person in `visit`, and has to refuse if there is none. */
export type Mount = (app: WebApp, ground: WebGround) => void;
