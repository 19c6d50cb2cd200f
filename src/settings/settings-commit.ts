import type { Actor } from '#domain/actor.ts';
import { type Entry, type Outcome, sealCommit } from '#domain/commit.ts';
import type { Refusal } from '#domain/refusal.ts';
import { canonicalJson, hashOf } from '#shared/canonical-json.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import type { Settings } from './settings.ts';
import { settingsChanges } from './settings-changes.ts';

/** The stream of the journal that holds the settings. */
export const SETTINGS_STREAM = '$settings';

/** How a version came about: by a file that was read, or by a person who edited the settings in the chat. */
export type SettingsOrigin = { readonly kind: 'file'; readonly name: string } | { readonly kind: 'chat' };

/** Puts other settings in place of the present ones. In the settings people are pseudonyms. */
export interface ChangeSettings {
  readonly name: 'changeSettings';
  readonly settings: Settings;
  readonly origin: SettingsOrigin;
  /** The bot for a file; the admin who edits. */
  readonly actor: Actor;
  readonly at: number;
}

/** The settings changed. */
export interface SettingsChanged {
  readonly type: 'settingsChanged';
  readonly settings: Settings;
  readonly origin: SettingsOrigin;
  /** What is different, a line each, as people read it. */
  readonly changes: readonly string[];
}

export type SettingsCommit = Entry<ChangeSettings, SettingsChanged>;

/** A version of the settings, as the journal says. */
export interface SettingsVersion {
  readonly version: number;
  readonly hash: string;
  readonly at: number;
  readonly origin: SettingsOrigin;
  /** Pseudonym of the person who edited; null for a file. */
  readonly by: string | null;
  readonly settings: Settings;
  readonly changes: readonly string[];
  /** Hash of the settings that a file gave last; null before the first. A file that still says so changes nothing. */
  readonly ofFile: string | null;
}

/** Why a person may not take the last admin away. */
export const NO_ADMIN =
  'No admin would be left, and no person could change the settings any more. Name at least one person who can act.';

type Decided = Outcome<SettingsChanged>;

/** Decides a change on the present version, null before the first. Pure: the same journal gives the same decisions. */
export function decideSettings(
  present: SettingsVersion | null,
  { settings, origin, actor }: ChangeSettings,
): Result<Decided, Refusal> {
  if (actor.person !== null && !actor.roles.includes('admin')) {
    return refused({ code: 'not-allowed', message: 'Only admins may change the settings.' });
  }
  if (actor.person !== null && settings.roles.admins.length === 0) {
    return refused({ code: 'policy', message: NO_ADMIN });
  }
  if (present !== null && canonicalJson(present.settings) === canonicalJson(settings)) {
    return refused({ code: 'already-done', message: 'These are the settings already.' });
  }
  const changes = settingsChanges(present?.settings ?? null, settings);
  return ok({ events: [{ type: 'settingsChanged', settings, origin, changes }], effects: [] });
}

/** Folds commits of the stream, oldest first, into the newest version; null if there are none. */
export function foldSettings(
  commits: readonly SettingsCommit[],
  from: SettingsVersion | null = null,
): SettingsVersion | null {
  return commits.reduce((present, { version, hash, at, command, events }) => {
    const changed = events.findLast(({ type }) => type === 'settingsChanged');
    if (changed === undefined) return present;
    const { settings, origin, changes } = changed;
    const ofFile = origin.kind === 'file' ? hashOf(settings) : (present?.ofFile ?? null);
    return { version, hash, at, origin, by: command.actor.person, settings, changes, ofFile };
  }, from);
}

/** The next entry of the stream. */
export function sealSettings(
  present: SettingsVersion | null,
  command: ChangeSettings,
  decided: Decided,
): SettingsCommit {
  return sealCommit(SETTINGS_STREAM, present, command, decided);
}
