import { globSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SLACK_SCOPES } from '#adapters/slack/scopes.ts';
import { SUBCOMMANDS } from '#app/features.ts';
import { SHORTCUTS } from '#app/register.ts';
import { MANIFEST_SCHEMA } from '#test/support/manifest-schema.ts';

const manifest = parse(readFileSync('manifest.yml', 'utf8'));
const validate = new Ajv({ allErrors: true, strict: false }).compile(MANIFEST_SCHEMA);

/** Source of every face and of the Slack adapter: where anything is registered or called. */
const sources = globSync(['src/features/**/*.ts', 'src/adapters/slack/*.ts', 'src/app/*.ts']).map((path) =>
  readFileSync(path, 'utf8'),
);

/** First string arguments of Bolt's registering calls of one kind. */
function registered(kind: string): readonly string[] {
  const call = new RegExp(`\\bapp\\.${kind}(?:<[^>]*>)?\\(\\s*'([^']+)'`, 'g');
  return [
    ...new Set(sources.flatMap((source) => Array.from(source.matchAll(call), (match) => match[1] ?? ''))),
  ].sort();
}

/** What each Web API method needs, by Slack's documentation; null needs nothing. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  // A public channel takes posts without an invitation; a private one asks for it.
  'chat.postMessage': ['chat:write', 'chat:write.public'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.list': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.join': ['channels:join'],
  'conversations.replies': ['channels:history', 'groups:history'],
  'chat.getPermalink': [],
  'files.getUploadURLExternal': ['files:write'],
  'files.completeUploadExternal': ['files:write'],
  'chat.startStream': ['chat:write'],
  'chat.appendStream': ['chat:write'],
  'chat.stopStream': ['chat:write'],
  // Slack gives an app that is an agent this scope, and sessions to no other.
  'agents.sessions.setStatus': ['assistant:write'],
  'auth.test': [],
  // With the app-level token.
  'apps.connections.open': [],
  'dnd.info': ['dnd:read'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};

/** What each event needs, and how the manifest names those that a listener hears under a shorter name. */
const EVENTS: Readonly<Record<string, { readonly subscribed: string; readonly scopes: readonly string[] }>> =
  {
    agent_session_stopped: { subscribed: 'agent_session_stopped', scopes: [] },
    app_home_opened: { subscribed: 'app_home_opened', scopes: [] },
    app_mention: { subscribed: 'app_mention', scopes: ['app_mentions:read'] },
    message: { subscribed: 'message.im', scopes: ['im:history'] },
  };

function methodsUsed(): readonly string[] {
  const call = /\bclient\.([a-z]+(?:\.[a-zA-Z]+)+)\(/g;
  return [
    ...new Set(sources.flatMap((source) => Array.from(source.matchAll(call), (match) => match[1] ?? ''))),
  ].sort();
}

describe('manifest.yml', () => {
  it('keeps to the schema', () => {
    expect(validate(manifest), JSON.stringify(validate.errors)).toBe(true);
  });

  it('keeps to it in the form that README gives for HTTP', () => {
    const address = 'https://bot.example/slack/events';
    const { features, settings } = structuredClone(manifest);
    features.slash_commands[0].url = address;
    settings.interactivity.request_url = address;
    settings.socket_mode_enabled = false;
    const http = { ...manifest, features, settings };
    expect(validate(http), JSON.stringify(validate.errors)).toBe(true);
  });

  it('keeps to it in the form that README gives for the desk', () => {
    const { oauth_config: given } = structuredClone(manifest);
    const desk = {
      redirect_urls: ['https://desk.example/desk/sign-in/callback'],
      scopes: { ...given.scopes, user: ['openid', 'profile'] },
    };
    expect(validate({ ...manifest, oauth_config: desk }), JSON.stringify(validate.errors)).toBe(true);
    const readme = readFileSync('README.md', 'utf8');
    expect(readme).toContain('`redirect_urls: ["<DESK_URL>/desk/sign-in/callback"]`');
    expect(readme).toContain('`user: [openid, profile]`');
    // The desk asks for these and for nothing more.
    expect(readFileSync('src/app/web/slack-sign-in.ts', 'utf8')).toContain("SCOPE = 'openid profile'");
  });

  it.each([
    ['an unknown key', { ...manifest, surprise: true }],
    [
      'a shortcut without its kind',
      { ...manifest, features: { shortcuts: [{ name: 'New', callback_id: 'new', description: 'x' }] } },
    ],
    ['a name that is too long', { ...manifest, display_information: { name: 'x'.repeat(36) } }],
    [
      'a command without a slash',
      { ...manifest, features: { slash_commands: [{ command: 'experiment', description: 'x' }] } },
    ],
  ])('is refused with %s', (_name, broken) => {
    expect(validate(broken)).toBe(false);
  });

  it('registers the commands that the features handle, no more and no fewer', () => {
    const commands = manifest.features.slash_commands.map((entry: { command: string }) => entry.command);
    expect(commands.sort()).toEqual(registered('command'));
    expect(commands).toEqual(['/experiment']);
  });

  it('subscribes to the events that the features listen to', () => {
    expect([...(manifest.settings.event_subscriptions?.bot_events ?? [])].sort()).toEqual(
      registered('event').map((event) => EVENTS[event]?.subscribed),
    );
  });

  it('has the tab that homes are shown in', () => {
    expect(manifest.features.app_home.home_tab_enabled).toBe(true);
  });

  it('has the shortcuts that the features handle', () => {
    type Entry = { readonly callback_id: string; readonly type: string };
    const named = manifest.features.shortcuts.map(({ callback_id, type }: Entry) => `${type} ${callback_id}`);
    expect(named.sort()).toEqual([...SHORTCUTS.values()].map(({ id, kind }) => `${kind} ${id}`).sort());
  });

  it('asks for exactly the scopes that the methods in use need', () => {
    const methods = methodsUsed();
    expect(methods.filter((method) => SCOPES[method] === undefined)).toEqual([]);
    const events = registered('event').flatMap((event) => EVENTS[event]?.scopes ?? []);
    const needed = new Set(['commands', ...events, ...methods.flatMap((method) => SCOPES[method] ?? [])]);
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual([...needed].sort());
  });

  it('asks for the scopes that a start looks for, no more and no fewer', () => {
    const known = SLACK_SCOPES.map(({ scope }) => scope);
    expect(known.sort()).toEqual([...manifest.oauth_config.scopes.bot].sort());
  });

  it('names the bot by what it does, and says that AI is at work', () => {
    expect(manifest.display_information.name).toContain('Experiment');
    expect(manifest.display_information.long_description).toContain('AI models');
  });

  it('switches interactivity on, for there are buttons and forms', () => {
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
  });

  it('has Slack escape what is typed: the stand-in does so, and `asTyped` undoes it', () => {
    expect(manifest.features.slash_commands[0].should_escape).toBe(true);
  });

  it('hints at every word that can follow the command', () => {
    const hint: string = manifest.features.slash_commands[0].usage_hint;
    const words = hint.split('|').map((word) => word.trim());
    expect(words.filter((word) => word !== '<idea>').sort()).toEqual(
      SUBCOMMANDS.map(({ word }) => word).sort(),
    );
  });
});
