import type { Given } from '#sandbox/stand-ins/slack/people/chosen-value.ts';
import type { Outcome } from '#sandbox/stand-ins/slack/people/outcome.ts';
import type { Journey } from './journey.ts';
import { notePressed } from './journey-buttons.ts';

/** The modal on top, as one text. */
export function openText(journey: Journey, person: string): string {
  const { title, blocks } = journey.modal(person);
  return JSON.stringify([title, blocks]);
}

/** Opens a part from the overview. */
export function openPart(journey: Journey, person: string, part: string): Promise<Outcome> {
  const { slack } = journey.running.sandbox;
  const target = { actionId: 'settings_open_part', value: part };
  notePressed(target.actionId);
  return journey.running.act(() => slack.as(person).press(journey.modal(person), target));
}

/** Takes an option of a menu in the modal on top. */
export function choose(journey: Journey, person: string, actionId: string, value: string): Promise<Outcome> {
  const { slack } = journey.running.sandbox;
  notePressed(actionId);
  return journey.running.act(() => slack.as(person).select(journey.modal(person), { actionId }, value));
}

/** Presses a button in the modal on top. */
export function pressIn(journey: Journey, person: string, actionId: string): Promise<Outcome> {
  const { slack } = journey.running.sandbox;
  notePressed(actionId);
  return journey.running.act(() => slack.as(person).press(journey.modal(person), { actionId }));
}

/** The channel in which the bot writes to a person directly. */
export function directTo({ running }: Journey, person: string): string {
  const { channels, users } = running.sandbox.slack.snapshot();
  const id = Object.values(users).find(({ name }) => name === person)?.id ?? '';
  return Object.values(channels).find((one) => one.id.startsWith('D') && one.members.includes(id))?.id ?? '';
}

/** Closes the modal on top. */
export async function closeTop(journey: Journey, person: string): Promise<void> {
  await journey.running.sandbox.slack.as(person).closeModal(journey.modal(person));
}

/** Fills in the form on top and saves it. Throws if it is refused. */
export async function save(
  journey: Journey,
  person: string,
  values: Readonly<Record<string, Given>>,
): Promise<void> {
  const { errors, problem } = await journey.fill(person, values);
  if (Object.keys(errors).length > 0 || problem !== null)
    throw new Error(`the form was refused: ${JSON.stringify({ errors, problem })}`);
}

/** Fills in the form on top; what it says at which field. */
export async function refusals(
  journey: Journey,
  person: string,
  values: Readonly<Record<string, Given>>,
): Promise<Readonly<Record<string, string>>> {
  return (await journey.fill(person, values)).errors;
}

/** Sets a workspace up from nothing, as an admin of it, so that the experiment of the demo can run. */
export async function setUp(journey: Journey, person = 'ada'): Promise<void> {
  await journey.command(person, 'settings');
  await openPart(journey, person, 'roles');
  await save(journey, person, { approvers: ['U00000PRIYA', 'U0000000SAM'], admins: ['U0000000ADA'] });
  await openPart(journey, person, 'repositories');
  await save(journey, person, { repositories: 'acme/shop' });
  await openPart(journey, person, 'surfaces');
  await choose(journey, person, 'settings_add_entry', 'surface');
  await save(journey, person, { name: 'level gate' });
  await closeTop(journey, person);
  await openPart(journey, person, 'metrics');
  for (const metric of METRICS) {
    await choose(journey, person, 'settings_add_entry', 'retention');
    await save(journey, person, metric);
  }
  await closeTop(journey, person);
}

const METRICS = [
  {
    ...{ key: 'retention_7d', name: '7-day retention', description: 'visited again seven days later' },
    ...{ direction: 'increase', event: 'site_visited', fromDay: 7, untilDay: 8 },
  },
  {
    ...{ key: 'retention_1d', name: '1-day retention', description: 'visited again the next day' },
    ...{ direction: 'increase', event: 'site_visited', fromDay: 1, untilDay: 2, mustHold: ['yes'] },
  },
];
