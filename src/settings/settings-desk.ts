import type { PersonActor } from '#domain/actor.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { JournalStore } from '#ports/journal-store.ts';
import type { People } from '#ports/people.ts';
import type { Clock } from '#shared/clock.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import type { CurrentSettings, InForce } from './current-settings.ts';
import { changedPlaces, type EditProblem, editSettings, type SettingsEdit } from './file/edit-settings.ts';
import { EMPTY_SETTINGS } from './file/empty-settings.ts';
import type { Path } from './file/settings-problem.ts';
import type { Settings } from './settings.ts';
import { foldSettings, NO_ADMIN, type SettingsVersion } from './settings-commit.ts';
import {
  changeSettingsBy,
  newestSettings,
  settingsCommits,
  withPseudonyms,
  withUsers,
} from './settings-journal.ts';

/** A change that a person asks for, made on what they saw. */
export interface EditRequest {
  readonly edit: SettingsEdit;
  /** The version that the person saw; null if there was none. */
  readonly seen: number | null;
  readonly actor: PersonActor;
}

/** Why a change was not made. */
export type EditRefusal =
  | { readonly kind: 'problems'; readonly problems: readonly EditProblem[] }
  | {
      /** Another person changed the same since: the version now in force, who made it (a pseudonym), and what was changed. */
      readonly kind: 'overtaken';
      readonly newest: SettingsVersion;
      readonly changes: readonly string[];
    }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

/** Reads and changes the settings for people in the chat. */
export interface SettingsDesk {
  readonly inForce: () => InForce;
  /** The name of the file that governs, so that people change nothing here; null if the journal alone holds the settings. */
  readonly file: string | null;
  /** The newest version in the journal; null if there is none. */
  readonly newest: () => Promise<SettingsVersion | null>;
  /** Writes a further version. It is in force in this process when it answers. Throws if the store fails. */
  readonly change: (request: EditRequest) => Promise<Result<SettingsVersion, EditRefusal>>;
}

interface Needs {
  readonly store: Pick<JournalStore, 'commits' | 'append'>;
  readonly people: () => Pick<People, 'actorOf' | 'userOf' | 'holdersOf'>;
  readonly clock: Clock;
  readonly current: Pick<CurrentSettings, 'inForce' | 'refresh'>;
  readonly file: string | null;
}

export function createSettingsDesk({ store, people, clock, current, file }: Needs): SettingsDesk {
  const usersOf = (version: SettingsVersion | null) =>
    version === null ? Promise.resolve(EMPTY_SETTINGS) : withUsers(people(), version.settings);
  return {
    inForce: current.inForce,
    file,
    newest: () => newestSettings(store),
    change: async ({ edit, seen, actor }) => {
      const written = await changeSettingsBy<EditRefusal>(store, async (present) => {
        if (present !== null && present.version !== seen) {
          const overtaken = await overtakenBy(store, { seen, present, touches: edit.touches });
          if (overtaken !== null) return refused(overtaken);
        }
        const edited = editSettings(await usersOf(present), edit);
        if (edited.kind === 'refused') return refused({ kind: 'problems', problems: edited.problem });
        const alone = await withoutAdmin(people(), edited.value);
        if (alone !== null) return refused({ kind: 'problems', problems: [alone] });
        const settings = await withPseudonyms(people(), edited.value);
        const origin = { kind: 'chat' } as const;
        return ok({ name: 'changeSettings', settings, origin, actor, at: clock.now() });
      });
      if (written.kind === 'ok') {
        await current.refresh();
        return written;
      }
      const { problem } = written;
      return refused('kind' in problem ? problem : { kind: 'refusal', refusal: problem });
    },
  };
}

/** What was changed since, if it is the same; null if it is not. */
async function overtakenBy(
  store: Needs['store'],
  {
    seen,
    present,
    touches,
  }: { readonly seen: number | null; readonly present: SettingsVersion; readonly touches: readonly Path[] },
): Promise<EditRefusal | null> {
  const commits = await settingsCommits(store);
  const old = foldSettings(commits.filter(({ version }) => version <= (seen ?? 0)));
  const places = changedPlaces(old?.settings ?? EMPTY_SETTINGS, present.settings, touches);
  if (places.length === 0) return null;
  const since = commits.filter(({ version }) => version > (seen ?? 0)).flatMap(({ events }) => events);
  return { kind: 'overtaken', newest: present, changes: since.flatMap(({ changes }) => changes) };
}

/** A role that a group or a person who left holds alone is held by no person. */
async function withoutAdmin(
  people: Pick<People, 'actorOf' | 'holdersOf'>,
  { roles }: Settings,
): Promise<EditProblem | null> {
  // Makes the people known, so that the question counts those who are new.
  for (const user of roles.admins.filter((id) => !id.startsWith('S'))) await people.actorOf(user);
  if ((await people.holdersOf(roles.admins)).length > 0) return null;
  const path = ['roles', 'admins'];
  return { path, message: NO_ADMIN, inside: ['admins'] };
}
