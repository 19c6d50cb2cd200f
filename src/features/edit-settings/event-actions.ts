import type { ModalView } from '@slack/types';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { count, level, percent } from '#domain/figures.ts';
import { maturityDays } from '#domain/metric.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { baselineOf } from '#features/design-plan/read-baselines.ts';
import { metricSchema } from '#settings/file/metric-schema.ts';
import { metricFrom } from '#settings/file/to-settings.ts';
import { valueAt } from '#settings/file/value-at.ts';
import { DAY } from '#shared/clock.ts';
import { toAppError } from '#shared/errors.ts';
import { ownValue } from '#shared/own-value.ts';
import { formState } from './fields/form-state.ts';
import {
  type ChosenEvent,
  chosenEvent,
  eventChoices,
  seenWords,
  withEventIn,
  withEventSearch,
} from './find-event.ts';
import { filledIn, putAt } from './form-edit.ts';
import { formTarget, presentValue } from './form-target.ts';
import { groundNow } from './ground.ts';
import { FIND_EVENT, TAKE_EVENT } from './ids.ts';
import { partOf } from './parts/all-parts.ts';
import { type ViewPress, viewPress } from './view-press.ts';

const SEEN_DAYS = 30;
const LEVEL_DAYS = 7;
/** What a new metric is measured with while its form is not filled in yet, by its kind. */
const UNSAID: Readonly<Record<string, object>> = {
  proportion: { windowDays: 14 },
  mean: { windowDays: 14, aggregate: 'count' },
  ratio: { windowDays: 14 },
  quantile: { windowDays: 14, quantile: 0.5 },
  retention: { fromDay: 1, untilDay: 2 },
};
const UNNAMED = { name: 'New', description: 'New', direction: 'increase' };

/** Shows what the platform saw lately, to choose from. */
export const findEvent = viewPress(FIND_EVENT, async (coPilot, { client, view, value }) => {
  const show = async (search: Parameters<typeof withEventSearch>[1]) => {
    await client.views.update({ view_id: view.id, view: withEventSearch(asModal(view), search) });
  };
  const { name } = coPilot.metrics;
  await show({ kind: 'found', field: value, choices: [], said: `:hourglass_flowing_sand: Asking ${name} …` });
  const [seen, actions] = await Promise.all([seenNow(coPilot), actionsNow(coPilot)]);
  const choices = eventChoices(value, seen, actions);
  const said =
    choices.length === 0
      ? `${name} saw no event in the last ${SEEN_DAYS} days. Type its name below.`
      : `The events that ${name} saw most in the last ${SEEN_DAYS} days. You can also type a name below.`;
  await show({ kind: 'found', field: value, choices, said });
});

/** Puts what was chosen into the form, and says how often it comes, its level and its traffic. */
export const takeEvent = viewPress(TAKE_EVENT, async (coPilot, { client, view, value }) => {
  const [seen, actions] = await Promise.all([seenNow(coPilot), actionsNow(coPilot)]);
  const chosen = chosenEvent(value, actions);
  if (chosen === null) return;
  const filled = withEventIn(asModal(view), chosen);
  const choices = eventChoices(chosen.field, seen, actions);
  const show = async (said: string) => {
    const shown = withEventSearch(filled, { kind: 'found', field: chosen.field, choices, said });
    await client.views.update({ view_id: view.id, view: shown });
  };
  const words = seenWords(chosen.event, seen);
  await show(`${words} Reading its level …`);
  await show(`${words} ${await levelWords(coPilot, view, chosen)}`);
});

function seenNow({ events, clock }: CoPilot) {
  const until = clock.now();
  return events.seenEvents({ from: until - SEEN_DAYS * DAY, until });
}

/** Actions are an extra: a key that may not read them leaves the events. */
async function actionsNow({ events }: CoPilot) {
  return events.actions().catch(() => []);
}

/** Level and traffic of the metric as the form has it, on the first surface; a sentence why not if it cannot be read. */
async function levelWords(coPilot: CoPilot, view: ViewPress['view'], chosen: ChosenEvent): Promise<string> {
  const { surfaces, testAccounts } = coPilot.settings.inForce().settings;
  const [surface] = surfaces;
  if (surface === undefined) return 'Its level shows once there is a surface.';
  const read = metricSchema.safeParse(await entryWith(coPilot, view, chosen));
  if (!read.success) return 'Its level shows once the form is filled in: choose the event again then.';
  const metric = metricFrom('new', read.data);
  const days = LEVEL_DAYS + maturityDays(metric);
  try {
    const asked = {
      surface: surface.rules,
      days,
      until: coPilot.clock.now(),
      metrics: [metric],
      testAccounts,
    };
    const figures = await coPilot.metrics.baseline(asked);
    const { mean, units } = baselineOf(metric, figures, LEVEL_DAYS);
    const perDay = figures.firstSeen.reduce((sum, one) => sum + one, 0) / days;
    const shown = metric.kind === 'proportion' ? percent(mean) : level(mean);
    const traffic = `${count(Math.round(perDay))} new units a day on "${escapeMrkdwn(surface.name)}"`;
    return units === 0
      ? `No unit counts yet; ${traffic}.`
      : `Level ${shown} of ${count(units)} units; ${traffic}.`;
  } catch (thrown) {
    return `Its level cannot be read now: ${escapeMrkdwn(toAppError(thrown).message)}`;
  }
}

/** The metric that the form holds, with the chosen event, and with what a new one begins with. */
async function entryWith(
  coPilot: CoPilot,
  view: ViewPress['view'],
  { field, event, where }: ChosenEvent,
): Promise<unknown> {
  const target = formTarget.safeParse(JSON.parse(view.private_metadata || 'null'));
  const part = partOf('metrics');
  const state = formState(view.state.values);
  if (!target.success || part?.kind !== 'list' || state === null) return null;
  const ground = await groundNow(coPilot);
  const present = presentValue(part, ground.file, target.data);
  const { fields, born } = part.entry(ground, { present, kind: target.data.kind });
  const kind = String(valueAt(present, ['kind']) ?? born['kind']);
  const typed = filledIn(fields, state, present ?? born);
  const at = fields.find(({ id }) => id === field)?.at ?? ['event'];
  const taken = putAt(typed, at, event);
  const filtered = where === null ? taken : putAt(taken, [...at.slice(0, -1), 'where'], where);
  return { ...UNNAMED, ...ownValue(UNSAID, kind), ...Object(filtered) };
}

/** An open modal as it is sent. */
function asModal({
  title,
  blocks,
  callback_id: id,
  private_metadata: metadata,
  submit,
  close,
}: ViewPress['view']): ModalView {
  return {
    ...{ type: 'modal', title, callback_id: id, private_metadata: metadata, blocks },
    ...(submit === null ? {} : { submit }),
    ...(close === null ? {} : { close }),
  };
}
