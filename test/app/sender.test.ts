import { describe, expect, it } from 'vitest';
import type { SlackIdentity } from '#adapters/slack/identity.ts';
import { senderOf } from '#app/sender.ts';

const OWN: SlackIdentity = { botId: 'B1', botUserId: 'U0', team: 'T1', enterprise: null, isOrgWide: false };
const GRID: SlackIdentity = { ...OWN, enterprise: 'E1' };
const WIDE: SlackIdentity = { ...GRID, isOrgWide: true };

const command = (team: string, more = {}) => ({ command: '/experiment', team_id: team, ...more });
const press = (team: string | null, person: string, more = {}) => ({
  ...{
    type: 'block_actions',
    team: team === null ? null : { id: team },
    user: { id: 'U1', team_id: person },
  },
  ...more,
});
const form = (team: string, app: string | null) => ({
  ...{ type: 'view_submission', team: { id: team }, user: { id: 'U1', team_id: team } },
  view: { team_id: 'T1', app_installed_team_id: app },
});
const said = (event: object, isShared = false) => ({
  ...{ type: 'event_callback', team_id: 'T7', event: { type: 'app_mention', user: 'U1', ...event } },
  ...{ authorizations: [{ team_id: 'T1', enterprise_id: null }], is_ext_shared_channel: isShared },
});
const event = (team: string, enterprise: string | null = null) => ({
  ...{ type: 'event_callback', team_id: 'T7', event: { type: 'x' } },
  authorizations: [{ team_id: team, enterprise_id: enterprise }],
});

describe('the sender of a delivery', () => {
  it.each([
    ['a command of ours', command('T1'), OWN, 'own'],
    ['a command of another workspace', command('T2'), OWN, 'foreign'],
    ['a command without a workspace', { command: '/experiment' }, OWN, 'foreign'],
    ['a press of ours', press('T1', 'T1'), OWN, 'own'],
    ['a press of a person of another company in our channel', press('T1', 'T2'), OWN, 'external'],
    ['a press in another workspace', press('T2', 'T2'), OWN, 'foreign'],
    ['a press in another workspace by a person who says to be ours', press('T2', 'T1'), OWN, 'foreign'],
    ['a form of ours', form('T1', null), OWN, 'own'],
    ['a form that a person of another company got from us', form('T2', 'T1'), OWN, 'external'],
    ['a form of the app in another workspace', form('T2', 'T2'), OWN, 'foreign'],
    ['a form of another workspace', form('T2', null), OWN, 'foreign'],
    ['an event for us in a channel that others began', event('T1'), OWN, 'own'],
    ['a word of ours', said({ team: 'T1' }), OWN, 'own'],
    ['a word of a person of another company', said({ team: 'T1', user_team: 'T2' }, true), OWN, 'external'],
    ['a word of another company that names the source alone', said({ source_team: 'T2' }), OWN, 'external'],
    ['a word in a channel of ours that names no workspace', said({}), OWN, 'own'],
    ['a word in a shared channel that names no workspace', said({}, true), OWN, 'external'],
    ['an event for another workspace', event('T2'), OWN, 'foreign'],
    ['a workspace that is no text', { team_id: { id: 'T1' } }, OWN, 'foreign'],
    ['a person whom the organisation names', press('T1', 'E1'), GRID, 'own'],
    [
      'a sister workspace without an install for the organisation',
      command('T2', { enterprise_id: 'E1' }),
      GRID,
      'foreign',
    ],
    ['a sister workspace with one', command('T2', { enterprise_id: 'E1' }), WIDE, 'own'],
    [
      'a press that names the organisation alone',
      press(null, 'E1', { enterprise: { id: 'E1' } }),
      WIDE,
      'own',
    ],
    ['another organisation', command('T2', { enterprise_id: 'E2' }), WIDE, 'foreign'],
    ['no organisation at all', command('T2'), { ...OWN, isOrgWide: true }, 'foreign'],
  ] as const)('%s', (_name, body, own, sender) => {
    expect(senderOf(body, own)).toBe(sender);
  });
});
