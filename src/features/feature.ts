import type { SlashCommand } from '@slack/bolt';
import type { Respond } from '#features/answer-command.ts';
import type { BulletinFace } from '#features/bulletin.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { FormClient } from '#features/form-client.ts';
import type { HomeOpened } from '#features/home-opened.ts';
import type { Submittable } from '#features/modal-form.ts';
import type { Pressable } from '#features/pressable.ts';
import type { Drawings, Renderers } from '#features/render-context.ts';
import type { AnswersStopped, SaidToBot } from '#features/said-to-bot.ts';
import type { Shortcut } from '#features/shortcut.ts';
import type { Performers } from '#journal/perform.ts';

/** One word after `/experiment`. Its first words to the person acknowledge the command. */
export interface Subcommand {
  readonly word: string;
  /** What follows the word, as shown in help. */
  readonly usage: string;
  readonly help: string;
  /** All that follows is one sentence, whatever its words. */
  readonly takesSentence?: true;
  /** It shows something or opens a form: what it is called for may be guessed. */
  readonly changesNothing?: true;
  /** Whether these words behind it, in lower case, make a call; left out if the usage says it. */
  readonly reads?: (words: readonly string[]) => boolean;
  readonly run: (call: SubcommandCall) => Promise<void>;
}

/** What is known of a command, typed or chosen in a menu: the person, the place, and the leave to open a form. */
export type TypedCommand = Pick<SlashCommand, 'channel_id' | 'text' | 'trigger_id' | 'user_id'> &
  Partial<Pick<SlashCommand, 'channel_name'>>;

export interface SubcommandCall {
  readonly coPilot: CoPilot;
  readonly command: TypedCommand;
  /** The text after the word, trimmed. */
  readonly rest: string;
  readonly respond: Respond;
  readonly client: FormClient;
  /** It was chosen in a menu, so what cannot be taken back asks for words first. */
  readonly isChosen?: true;
}

/** Work that the clock makes happen. `run` gets the start of its bucket (milliseconds) and reads the rest from the store. */
export interface FeatureJob {
  readonly name: string;
  readonly everyMs: number;
  readonly run: (coPilot: CoPilot, bucketStart: number) => Promise<void>;
}

/** A request to a route; header names are in lower case. */
export interface RouteRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The bytes as they came: a signature covers those. */
  readonly body: Buffer;
}

/** What a route answers; plain text unless it says otherwise. */
export interface RouteAnswer {
  readonly status: number;
  readonly body: string;
  readonly contentType?: string;
}

/** An address beside Slack's endpoint. What `handle` throws is answered with 503. */
export interface FeatureRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The largest body that is read, in bytes; a larger one is answered with 413. */
  readonly bodyLimit: number;
  /** Whether a request with these headers may be one to believe; if not, 401 is the answer, and no body is read. */
  readonly isFit: (coPilot: CoPilot, headers: RouteRequest['headers']) => boolean;
  readonly handle: (coPilot: CoPilot, request: RouteRequest) => Promise<RouteAnswer>;
}

/** What a slice adds to the house. Everything is optional; `app/features.ts` lists them all. */
export interface Feature {
  readonly name: string;
  /** Buttons: `Object.values` of the slice's `actions.ts`, so that none that a message shows is left out. */
  readonly actions?: readonly Pressable[];
  readonly modals?: readonly Submittable[];
  readonly shortcuts?: readonly Shortcut[];
  readonly subcommands?: readonly Subcommand[];
  readonly messages?: Partial<Renderers>;
  /** The pictures of messages that have some. */
  readonly pictures?: Drawings;
  /** The kinds of its messages that belong to the workspace and to no single experiment. */
  readonly bulletins?: readonly BulletinFace[];
  readonly performers?: (coPilot: CoPilot) => Partial<Performers>;
  readonly jobs?: readonly FeatureJob[];
  readonly routes?: readonly FeatureRoute[];
  /** Hears what people say to the bot: in a thread by mentioning it, or directly. */
  readonly hears?: (coPilot: CoPilot, said: SaidToBot) => Promise<void>;
  /** Shows a person their home, which they have opened. */
  readonly home?: (coPilot: CoPilot, opened: HomeOpened) => Promise<void>;
  /** Hears that a person stopped answers. */
  readonly stops?: (coPilot: CoPilot, stopped: AnswersStopped) => Promise<void>;
}
