import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { type Check, readVariables, required, type VendorDescriptor } from '#adapters/vendor.ts';
import type { Logger } from '#shared/logger.ts';
import { createAppTokenProbe } from './app-token.ts';
import { createSlackChat } from './chat.ts';
import { groupChecks, slackChecks } from './checks.ts';
import { createSlackClient, type SlackAddress } from './client.ts';
import { createSlackFetch } from './fetch.ts';
import { createPace, noPace } from './pace.ts';
import { createSlackPeople } from './people.ts';
import { createSlackProbe } from './probe.ts';
import { createUserGroups } from './user-groups.ts';

export interface SlackSettings extends SlackAddress {
  readonly signingSecret: string;
  /** With an app token the bot uses Socket Mode, otherwise HTTP. */
  readonly appToken: string | null;
  readonly port: number;
}

/** Milliseconds after which Slack mostly has looked through a picture; before that a message with it is refused. */
const FILE_SETTLES = 1_500;
const KEY = 'SLACK_BOT_TOKEN';
/** A token that ends after twelve hours, which only an OAuth flow of the app's own can renew. */
const ROTATING = /^xoxe[.-]/;
const EXPIRES =
  'this token expires, and the bot does not renew tokens: make an app from manifest.yml, in which token rotation is off';
const VARIABLES = {
  [KEY]: required(
    /^xox(b-|e[.-])/,
    'set the bot token (xoxb-…, page "OAuth & Permissions" of the app)',
  ).refine((token) => !ROTATING.test(token), { error: EXPIRES }),
  SLACK_SIGNING_SECRET: required(/./, 'set the signing secret (page "Basic Information" of the app)'),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-/, { error: 'must begin with xapp-; leave it out for HTTP' })
    .optional(),
  SLACK_API_URL: z.url().optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
};

export const slack: VendorDescriptor<SlackSettings, 'chat' | 'people'> = {
  id: 'slack',
  name: 'Slack',
  key: KEY,
  fills: ['chat', 'people'],
  secrets: [/\b(?:xox[a-z]|xapp)-[A-Za-z0-9%/+=-]{10,400}/, /\bhooks\.slack\.com\/[A-Za-z0-9/_-]{10,300}/],
  read: readVariables(VARIABLES, (set) => ({
    botToken: set[KEY],
    signingSecret: set.SLACK_SIGNING_SECRET,
    appToken: set.SLACK_APP_TOKEN ?? null,
    apiUrl: set.SLACK_API_URL ?? null,
    port: set.PORT,
  })),
  connect: (settings, { fetch: send = createSlackFetch(), log, store, roles, clock }) => {
    const client = createSlackClient(settings, log, send);
    const people = createSlackPeople(store, roles, createUserGroups(client, clock, log));
    // Real Slack only: the stand-in's clock stands still, and waiting for it would never end.
    const isReal = settings.apiUrl === null;
    const pace = isReal ? createPace(Date.now, (milliseconds) => setTimeout(milliseconds)) : noPace;
    const settle = async () => {
      if (isReal) await setTimeout(FILE_SETTLES);
    };
    return {
      ports: {
        chat: createSlackChat({ client, send, settle, userOf: people.userOf, log, pace, clock }),
        people,
      },
      probe: createSlackProbe(client),
      checks: () => [
        ...slackChecks(client),
        ...groupChecks(client, roles()),
        ...socketChecks(settings, log, send),
      ],
    };
  },
};

/** The app-level token, if Socket Mode is meant. The signing secret shows at Slack's first request alone. */
function socketChecks(
  { appToken, ...address }: SlackSettings,
  log: Logger,
  send: typeof fetch,
): readonly Check[] {
  if (appToken === null) return [];
  const ask = createAppTokenProbe(address, appToken, log, send);
  return [{ what: 'the app-level token', ask, isNeeded: true }];
}
