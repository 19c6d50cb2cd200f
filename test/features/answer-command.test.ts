import { expect, it } from 'vitest';
import { answerCommand } from '#features/answer-command.ts';
import { startSetting } from '#test/sandbox/stand-ins/slack/bolt-app.ts';

it('acknowledges with the first words, once, and sends later ones to the response address', async () => {
  const { slack, close } = await startSetting((app) => {
    app.command('/talk', async ({ command, ...ways }) => {
      const { respond, acknowledge } = answerCommand(ways);
      for (const text of command.text.split(' ').filter((word) => word !== '')) {
        await respond({ text, response_type: 'ephemeral' });
      }
      await acknowledge();
      await acknowledge();
    });
  });
  try {
    const talk = (text: string) => slack.as('ada').command('/talk', text, { channel: 'growth' });
    expect(await talk('')).toMatchObject({ status: 200, body: '' });
    expect(await talk('one two three')).toMatchObject({
      status: 200,
      json: { text: 'one', response_type: 'ephemeral' },
    });
    await expect.poll(() => slack.ephemerals('ada').map(({ text }) => text)).toHaveLength(3);
    const said = slack.ephemerals('ada').map(({ text }) => text);
    expect(said.toSorted()).toEqual(['one', 'three', 'two']);
  } finally {
    await close();
  }
});
