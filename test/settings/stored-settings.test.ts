import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyRecords } from '#journal/verify.ts';
import { foldSettings, SETTINGS_STREAM, type SettingsCommit } from '#settings/settings-commit.ts';
import { replaySettings } from '#tools/journal/replay-settings.ts';

const FOLDER = 'test/fixtures/settings-journal';

/** What versions of the product wrote, a file each, named after the commit. Never rewrite one. */
describe.each(readdirSync(FOLDER))('the stored settings %s', (name) => {
  const lines = readFileSync(join(FOLDER, name), 'utf8').trimEnd().split('\n');
  const commits = lines.map((line): SettingsCommit => JSON.parse(line));

  it('pass the audit, byte for byte', () => {
    const records = lines.map((body, index) => {
      const version = index + 1;
      return { id: `${SETTINGS_STREAM}:${version}`, experiment: SETTINGS_STREAM, version, body };
    });
    expect(verifyRecords(records)).toBeNull();
  });

  it('are decided again with the same outcomes', () => {
    expect(replaySettings(commits)).toEqual([]);
  });

  it('fold to the newest version, with who made it and what changed', () => {
    expect(foldSettings(commits)).toMatchObject({
      ...{ version: 2, by: 'p_ada', origin: { kind: 'chat' } },
      settings: { roles: { approvers: ['p_priya'], admins: ['p_ada'] }, guardrails: ['crash_rate'] },
      changes: [
        'guardrails: crash_rate added',
        'metrics.visit_rate.margin: added (0.02)',
        'metrics.visit_rate.windowDays: 14 → 7',
        'roles.approvers: p_sam removed',
        'surfaces.cart: added',
      ],
    });
  });
});
