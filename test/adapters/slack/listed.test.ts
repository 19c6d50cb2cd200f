import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDirectory } from '#adapters/slack/directory.ts';
import { type Slack, startSlack } from '#sandbox/stand-ins/slack/start-slack.ts';
import { botToken, clientOf, signingSecret, workspace } from '#test/sandbox/stand-ins/slack/bolt-app.ts';
import { PATIENT } from '#test/support/patience.ts';

let slack: Slack;

async function start(more: Partial<typeof workspace> = {}) {
  const now = () => Date.UTC(2026, 8, 1, 9);
  slack = await startSlack({ now, signingSecret, botToken, workspace: { ...workspace, ...more } });
  return createDirectory(clientOf(slack, botToken), { now });
}

afterEach(() => slack.close());

describe('who and what can be named', () => {
  it('are the people of the workspace by name: no bots, no former people, none of other companies', async () => {
    const users = Array.from({ length: 450 }, (_, at) => ({
      id: `U${1_000_000 + at}`,
      name: `person-${at}`,
    }));
    const directory = await start({ users: [...workspace.users, ...users] });
    slack.changeUser('U1000003', { isDeactivated: true });
    slack.changeUser('U1000004', { teamId: 'T0000OTHERS' });
    // It waits a second for Slack and keeps what comes later: on a loaded machine another question has the answer.
    const people = await vi.waitFor(() => directory.people(), PATIENT);
    expect(people).toHaveLength(workspace.users.length + 448);
    expect(people.map(({ name }) => name)).toEqual(
      people.map(({ name }) => name).toSorted((one, other) => one.localeCompare(other, 'en')),
    );
    expect(people.some(({ id }) => id === 'U1000003' || id === 'U1000004' || id === slack.botUserId)).toBe(
      false,
    );
  });

  it('are public channels, and private ones that the bot is in', async () => {
    const directory = await start();
    const { channels } = slack.snapshot();
    const { botUser } = slack.snapshot().app;
    const due = Object.values(channels).filter(
      (one) => one.user === null && !one.isArchived && (!one.isPrivate || one.members.includes(botUser)),
    );
    const listed = await vi.waitFor(() => directory.channels(), PATIENT);
    expect(listed.map(({ id }) => id).toSorted()).toEqual(due.map(({ id }) => id).toSorted());
  });

  it('are asked for by a scope of the app, and a lack of it is told', async () => {
    const directory = await start({ scopes: ['channels:read', 'users:read'] });
    await expect(directory.channels()).rejects.toThrow('The app lacks a scope');
  });
});
