import { section } from '#block-kit/layout.ts';
import { message } from '#block-kit/message.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { writeSettings } from '#settings/file/write-settings.ts';

/** Sends the settings in force to a person (a pseudonym) directly, as a file that reads back to the same; false if they cannot be written to. */
export async function sendSettings(coPilot: CoPilot, person: string): Promise<boolean> {
  const { chat, clock, settings } = coPilot;
  const { settings: present, version } = settings.inForce();
  const now = clock.now();
  const name = `co-pilot-${version ?? 0}.yaml`;
  const text = `The settings, version ${version ?? 'not saved yet'}, as a file.`;
  const once = { key: `settings:export:${person}:${now}`, mayExist: false, since: now };
  const told = await chat.tell(person, message({ text, blocks: [section(text)] }), once);
  if (told === null) return false;
  const heading = `Settings of the Growth Experiment Co-Pilot, version ${version ?? 0}.`;
  const bytes = new TextEncoder().encode(writeSettings(present, heading));
  const place = { channel: told.channel, threadTs: told.ts };
  await chat.share(place, { name, title: name, bytes }, text, once);
  return true;
}
