import { expect, it } from 'vitest';
import { slackFault } from '#adapters/slack/fault-kinds.ts';
import { watchPictures } from '#app/watch-pictures.ts';
import type { Chat } from '#ports/chat.ts';
import { type AppError, ownFault } from '#shared/errors.ts';
import { readableLog } from '#test/support/experiments-bench.ts';

const FILE = { name: 'look.png', title: 'Look', bytes: new Uint8Array(1) };

/** Pictures and a chat that fail with what is set, and what came of it. */
function failing() {
  const faults: { draw: AppError | null; upload: AppError | null } = { draw: null, upload: null };
  const fail = (fault: AppError | null) => {
    if (fault !== null) throw fault;
  };
  const toPng = async () => {
    fail(faults.draw);
    return new Uint8Array(1);
  };
  const upload = async () => {
    fail(faults.upload);
    return { id: 'F0000000001' };
  };
  const { log, lines } = readableLog();
  const probe = async () => {};
  // Only `upload` is asked of the chat here.
  const watched = watchPictures({ pictures: { toPng }, probe }, { upload } as unknown as Chat, log);
  return { faults, watched, errors: () => lines.map(({ fields }) => fields['code']) };
}

it('tells a fault for good once, and to health until a picture goes up again', async () => {
  const { faults, watched, errors } = failing();
  faults.upload = slackFault('missing_scope', 'Reinstall the app.');
  for (let report = 0; report < 3; report += 1)
    await expect(watched.chat.upload(FILE)).rejects.toThrow('Reinstall');
  expect(errors()).toEqual(['slack.missing_scope']);
  await expect(watched.probe()).rejects.toMatchObject({ code: 'slack.missing_scope' });
  faults.upload = null;
  await watched.chat.upload(FILE);
  await expect(watched.probe()).resolves.toBeUndefined();
  faults.upload = slackFault('missing_scope', 'Reinstall the app.');
  await expect(watched.chat.upload(FILE)).rejects.toThrow();
  expect(errors()).toEqual(['slack.missing_scope', 'slack.missing_scope']);
});

it('tells another fault for good than the last one', async () => {
  const { faults, watched, errors } = failing();
  faults.upload = slackFault('missing_scope', 'Reinstall the app.');
  await expect(watched.chat.upload(FILE)).rejects.toThrow();
  faults.draw = ownFault('unexpected', 'It cannot draw.');
  await expect(watched.pictures.toPng('<svg/>', 1)).rejects.toThrow();
  expect(errors()).toEqual(['slack.missing_scope', 'unexpected']);
});

it('leaves a fault that may pass to the worker', async () => {
  const { faults, watched, errors } = failing();
  faults.upload = slackFault('unreachable', 'Slack did not answer.');
  await expect(watched.chat.upload(FILE)).rejects.toThrow('did not answer');
  await expect(watched.probe()).resolves.toBeUndefined();
  expect(errors()).toEqual([]);
});
