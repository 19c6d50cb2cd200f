import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IDEA, wholeForm } from '#test/support/journey.ts';
import { PATIENT } from '#test/support/patience.ts';
import { type ListeningBot, startListening } from './listening-bot.ts';

let bot: ListeningBot;
let holder: DatabaseSync;
beforeEach(async () => {
  bot = await startListening();
  await bot.propose();
  holder = new DatabaseSync(bot.sandbox.config.databaseFile);
  holder.exec('BEGIN IMMEDIATE');
});
afterEach(async () => {
  holder.close();
  await bot.close();
});

const isReady = async () => (await fetch(`http://127.0.0.1:${bot.bot.operationsPort()}/ready`)).ok;

describe('while another process holds the database file for seconds', { timeout: 60_000 }, () => {
  it('the bot answers, and a command waits and is dealt with', async () => {
    const ada = bot.sandbox.slack.as('ada');
    let isAnswered = false;
    const typed = ada
      .command('/experiment', wholeForm('Show the price earlier'), { channel: 'growth' })
      .then((answer) => {
        isAnswered = true;
        return answer;
      });
    // A held event loop would answer neither before the lock ends, which is only after this.
    expect(await isReady()).toBe(true);
    expect(isAnswered).toBe(false);
    holder.exec('COMMIT');
    expect((await typed).status).toBe(200);
    await vi.waitUntil(() => bot.sandbox.slack.openViews('ada').length === 1, PATIENT);
  });

  it('what only reads is answered, however long it takes', async () => {
    const { slack } = bot.sandbox;
    await slack.as('mia').command('/experiment', 'list', { channel: 'growth' });
    const shown = () => slack.ephemerals('mia').some(({ blocks }) => JSON.stringify(blocks).includes(IDEA));
    expect(await vi.waitUntil(shown, PATIENT)).toBe(true);
    expect(holder.isTransaction).toBe(true);
  });
});
