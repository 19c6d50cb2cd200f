import { z } from 'zod';
import { operation } from '#api/server/operation.ts';
import { problem } from '#api/server/problem.ts';
import { OUTSIDE, settingsAccess } from '#features/edit-settings/access.ts';
import { readSettings } from '#settings/file/read-settings.ts';
import { writeSettings } from '#settings/file/write-settings.ts';
import { ok, refused } from '#shared/result.ts';

/** The longest text of settings that is checked, in characters: while it is checked, the bot does nothing else. */
const LONGEST = 64_000;

const SettingsSchema = z
  .strictObject({
    version: z.int().nullable().meta({ description: 'In the journal; null if it is not written there yet' }),
    file: z
      .string()
      .nullable()
      .meta({ description: 'The file that governs; null if the journal alone does' }),
    text: z.string().meta({ description: 'The settings as a file, in YAML' }),
  })
  .meta({ id: 'Settings' });

const CheckedSchema = z
  .strictObject({
    isValid: z.boolean(),
    problems: z.array(z.strictObject({ line: z.int(), path: z.string(), message: z.string() })),
  })
  .meta({ id: 'CheckedSettings' });

/** `GET /settings` */
export const readSettingsInForce = operation({
  method: 'GET',
  path: '/settings',
  id: 'readSettings',
  summary: 'Read the settings',
  description: 'The settings in force, as a file. Members of the workspace see them, and no guests.',
  scope: 'read',
  isPersonal: true,
  answers: { 200: SettingsSchema },
  run: async ({ caller: { coPilot, user } }) => {
    if ((await settingsAccess(coPilot, user)) === null) return refused(problem(403, OUTSIDE));
    const { settings, version } = coPilot.settings.inForce();
    const text = writeSettings(
      settings,
      `Settings of the Growth Experiment Co-Pilot, version ${version ?? 0}.`,
    );
    return ok({ json: { version, file: coPilot.settings.file, text } });
  },
});

/** `POST /settings/check` */
export const checkSettings = operation({
  method: 'POST',
  path: '/settings/check',
  id: 'checkSettings',
  summary: 'Check settings',
  description:
    'Looks for problems in the text of a settings file, as `npm run settings -- check` does. Of very many problems the first 100 are named. Nothing is changed.',
  scope: 'read',
  bodyLimit: 4 * LONGEST,
  body: z.strictObject({
    text: z
      .string()
      .min(1)
      .max(
        LONGEST,
        `This must have at most ${LONGEST} characters. Check a longer file by \`npm run settings -- check\`.`,
      ),
  }),
  answers: { 200: CheckedSchema },
  run: async ({ body }) => {
    const read = readSettings(body.text);
    const problems =
      read.kind === 'ok' ? [] : read.problem.map(({ line, path, message }) => ({ line, path, message }));
    return ok({ json: { isValid: read.kind === 'ok', problems } });
  },
});
