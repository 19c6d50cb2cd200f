import type { Refusal } from '#domain/refusal.ts';
import type { JournalStore } from '#ports/journal-store.ts';
import type { People } from '#ports/people.ts';
import { ok, type Result } from '#shared/result.ts';
import { untilFirst } from '#shared/until-first.ts';
import type { Settings } from './settings.ts';
import {
  type ChangeSettings,
  decideSettings,
  foldSettings,
  SETTINGS_STREAM,
  type SettingsCommit,
  type SettingsVersion,
  sealSettings,
} from './settings-commit.ts';

type Journal = Pick<JournalStore, 'commits' | 'append'>;

/** The newest version in the journal; null if there is none. `known` is an earlier one, from which it reads on. */
export async function newestSettings(
  store: Pick<Journal, 'commits'>,
  known: SettingsVersion | null = null,
): Promise<SettingsVersion | null> {
  return foldSettings(await settingsCommits(store, known?.version ?? 0), known);
}

/** The commits of the settings above a version, oldest first. */
export async function settingsCommits(
  store: Pick<Journal, 'commits'>,
  afterVersion = 0,
): Promise<readonly SettingsCommit[]> {
  // The stream holds nothing but commits of this kind: no other part of the product writes to it.
  return (await store.commits(SETTINGS_STREAM, afterVersion)) as unknown as readonly SettingsCommit[];
}

/**
 * Writes a further version; decides again if another writer was first. Refuses what `decideSettings` refuses. Throws
 * `journal.contended` after too many lost races.
 */
export function changeSettings(
  store: Journal,
  command: ChangeSettings,
): Promise<Result<SettingsVersion, Refusal>> {
  return changeSettingsBy<Refusal>(store, async () => ok(command));
}

/** As `changeSettings`, with a command that is made anew of the newest version before each try. Refuses what `make` refuses, too. */
export async function changeSettingsBy<Problem>(
  store: Journal,
  make: (present: SettingsVersion | null) => Promise<Result<ChangeSettings, Problem>>,
): Promise<Result<SettingsVersion, Problem | Refusal>> {
  let present: SettingsVersion | null = null;
  return untilFirst(async () => {
    present = await newestSettings(store, present);
    const made = await make(present);
    if (made.kind === 'refused') return made;
    const decided = decideSettings(present, made.value);
    if (decided.kind === 'refused') return decided;
    const commit = sealSettings(present, made.value, decided.value);
    const written = foldSettings([commit], present);
    return (await store.append(commit)) === 'appended' && written !== null ? ok(written) : 'conflict';
  });
}

/** The settings with a pseudonym in place of every chat user, as the journal holds them. */
export async function withPseudonyms(people: Pick<People, 'actorOf'>, settings: Settings): Promise<Settings> {
  const pseudonymOf = async (user: string) => (await people.actorOf(user)).person;
  return mapPeople(settings, pseudonymOf);
}

/** The settings with chat users again. A person whose key was erased holds no role any more. */
export async function withUsers(people: Pick<People, 'userOf'>, settings: Settings): Promise<Settings> {
  return mapPeople(settings, (pseudonym) => people.userOf(pseudonym));
}

async function mapPeople(
  settings: Settings,
  map: (person: string) => Promise<string | null>,
): Promise<Settings> {
  const { roles, escalation, owners } = settings;
  const all = async (people: readonly string[]) => {
    const mapped: string[] = [];
    for (const person of people) {
      const other = await map(person);
      if (other !== null) mapped.push(other);
    }
    return mapped;
  };
  const each = async (people: Readonly<Record<string, string>>) => {
    const mapped: [string, string][] = [];
    for (const [name, person] of Object.entries(people)) {
      const other = await map(person);
      if (other !== null) mapped.push([name, other]);
    }
    return Object.fromEntries(mapped);
  };
  const named = {
    ...settings,
    roles: { approvers: await all(roles.approvers), admins: await all(roles.admins) },
    ...(owners === undefined
      ? {}
      : { owners: { surfaces: await each(owners.surfaces), metrics: await each(owners.metrics) } }),
  };
  if (escalation === undefined) return named;
  const { productManagers, leadership } = escalation;
  const told = { productManagers: await all(productManagers), leadership: await all(leadership) };
  return { ...named, escalation: { ...escalation, ...told } };
}
