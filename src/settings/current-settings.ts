import { BOT } from '#domain/actor.ts';
import type { JournalStore } from '#ports/journal-store.ts';
import type { People } from '#ports/people.ts';
import type { Probe } from '#ports/telemetry.ts';
import { hashOf, inCanonicalOrder } from '#shared/canonical-json.ts';
import type { Clock } from '#shared/clock.ts';
import { faultFields, ownFault, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import { oneAfterAnother } from '#shared/one-after-another.ts';
import type { Result } from '#shared/result.ts';
import { EMPTY_SETTINGS } from './file/empty-settings.ts';
import type { Settings } from './settings.ts';
import type { SettingsVersion } from './settings-commit.ts';
import { changeSettings, newestSettings, withPseudonyms, withUsers } from './settings-journal.ts';

/** The settings in force, and their version in the journal; null until it is written. */
export interface InForce {
  readonly settings: Settings;
  readonly version: number | null;
}

/** The settings of a running bot. */
export interface CurrentSettings {
  /** What is in force at this moment. */
  readonly inForce: () => InForce;
  /**
   * Takes over a file that changed since, as a further version, and what other processes wrote. A file that is wrong, or a
   * store that fails, leaves the settings as they are; the log says why. Never throws.
   */
  readonly refresh: () => Promise<void>;
  /** Before the bot works: if the journal alone holds the settings, reads them. Throws if the store does not tell them. */
  readonly begin: () => Promise<void>;
  /** Throws `settings.broken-file`, with every problem, while the file is wrong. */
  readonly probe: Probe;
}

export interface CurrentSettingsNeeds {
  readonly store: Pick<JournalStore, 'commits' | 'append'>;
  readonly people: () => Pick<People, 'actorOf' | 'userOf'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** In force until the journal is read; null if no file governs, so that the journal alone holds the settings. */
  readonly first: Settings | null;
  /** The name that versions give as their origin. */
  readonly file: string;
  /** Reads the file as it is now; null if there is none to watch. */
  readonly read: (() => Result<Settings, readonly string[]>) | null;
}

interface State {
  /** The settings of the file that are in the journal; null before the first. */
  recorded: Settings | null;
  inForce: InForce;
  newest: SettingsVersion | null;
  /** What the file says; the last good one if it is wrong now; null if no file governs. */
  ofFile: Settings | null;
  problems: readonly string[];
}

/** Begins with what the file said at the start. */
export function createCurrentSettings(needs: CurrentSettingsNeeds): CurrentSettings {
  const { first, log, file } = needs;
  const state: State = {
    ...{
      recorded: null,
      inForce: { settings: inCanonicalOrder(first ?? EMPTY_SETTINGS), version: null },
      newest: null,
    },
    ...{ ofFile: first, problems: [] },
  };
  const refresh = oneAfterAnother(async () => {
    readFile(needs, state);
    try {
      await takeOver(needs, state);
    } catch (thrown) {
      log.warn('the settings in the journal could not be read or written', faultFields(toAppError(thrown)));
    }
  });
  return {
    inForce: () => state.inForce,
    // Without a file, work that begins on settings not read yet would take every role and metric away.
    begin: async () => {
      if (first === null) await takeOver(needs, state);
    },
    refresh,
    probe: async () => {
      if (state.problems.length > 0) throw ownFault('settings.broken-file', brokenFile(file, state.problems));
    },
  };
}

function brokenFile(file: string, problems: readonly string[]): string {
  return `The settings file ${file} is wrong, so the settings from before it changed stay in force. Mend it:\n${problems.join('\n')}`;
}

/** Every problem is told once, not at every reading. */
function readFile({ read, log, file }: CurrentSettingsNeeds, state: State): void {
  const found = read?.();
  if (found === undefined) return;
  const problems = found.kind === 'refused' ? found.problem : [];
  const isNews = problems.join('\n') !== state.problems.join('\n');
  if (isNews && problems.length > 0) log.error(brokenFile(file, problems), { code: 'settings.broken-file' });
  if (isNews && problems.length === 0) log.info('the settings file is right again', { file });
  state.problems = problems;
  if (found.kind === 'ok') state.ofFile = found.value;
}

async function takeOver(needs: CurrentSettingsNeeds, state: State): Promise<void> {
  const { store, people, log } = needs;
  state.newest = await newestSettings(store, state.newest);
  // Only then: making pseudonyms again at every reading would make people known who were forgotten.
  const { ofFile } = state;
  if (ofFile !== null && ofFile !== state.recorded) await record(needs, state, ofFile);
  const { newest } = state;
  if (newest === null || newest.version === state.inForce.version) return;
  // In one order, so that prompts read the same in every process, and in a replay.
  const settings = inCanonicalOrder(await withUsers(people(), newest.settings));
  state.inForce = { settings, version: newest.version };
  const { version, changes } = newest;
  log.info('settings are in force', { version, origin: newest.origin, changes });
}

async function record(
  { store, people, clock, file }: CurrentSettingsNeeds,
  state: State,
  ofFile: Settings,
): Promise<void> {
  const settings = await withPseudonyms(people(), ofFile);
  if (state.newest?.ofFile !== hashOf(settings)) {
    const origin = { kind: 'file', name: file } as const;
    const command = { name: 'changeSettings', settings, origin, actor: BOT, at: clock.now() } as const;
    const changed = await changeSettings(store, command);
    // Another process was first with the same: the version in force is then the one that it wrote.
    state.newest = changed.kind === 'ok' ? changed.value : await newestSettings(store, state.newest);
  }
  state.recorded = ofFile;
}
