import { actions, confirmation } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bullets, link, mention } from '#block-kit/mrkdwn.ts';
import { isReadyToLaunch } from '#domain/code/readiness.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isShipmentPaused } from '#domain/launch/shipment.ts';
import { occupiesSurface } from '#domain/status.ts';
import { canAccept, canRestore } from '#domain/tampering/choices.ts';
import { flagDifferences } from '#domain/tampering/flag-differences.ts';
import type { Settlement, Tampering } from '#domain/tampering/state.ts';
import { inCardMenu } from '#features/card-menu-words.ts';
import { launchButton } from '#features/launch-button.ts';
import type { RenderContext } from '#features/render-context.ts';
import { acceptFlag, endForFlag, restoreFlag } from './actions.ts';
import { differenceWords } from './difference-words.ts';

const isShipped = ({ decision }: Experiment) => decision.record?.decision === 'ship';

/** The flag is not as the bot left it: what changed, what rests until then, and the choices. */
export function renderFlagTampered(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const { open } = experiment.tampering;
  if (open === null) return plain('The change of the flag is settled.');
  const differences = flagDifferences(open.known, experiment.flag);
  const by = open.by === null ? '' : ` by ${mention(open.by)}`;
  const head = `${headOf(experiment, open)} It was changed by hand${by}.`;
  const lines = bullets(differences.map(differenceWords));
  const next = [restOf(experiment), ...choicesOf(experiment, open)].join('\n');
  const where = link(experiment.flag?.url ?? open.known.url, 'Open the flag');
  return message({
    text: `${head} ${differences.map(differenceWords).join('. ')}.`,
    blocks: [section(`:rotating_light: *${head}*\n${lines}\n${where}`), section(next), ...buttons(context)],
  });
}

function headOf(experiment: Experiment, { known }: Tampering): string {
  const { flag } = experiment;
  const isOn = flag?.active === true;
  if (isShipped(experiment) && known.active && !isOn) return 'The shipped change is off for all users.';
  if (flag === null) return 'The flag is gone.';
  if (known.active && !isOn) return 'The flag is off.';
  return !known.active && isOn ? 'The flag is on.' : 'The flag is not as the bot left it.';
}

function restOf({ status }: Experiment): string {
  if (occupiesSurface(status)) return 'No look is taken and no decision counts until an approver chooses:';
  return status === 'implemented'
    ? 'It cannot be launched until an approver chooses:'
    : 'The clean-up waits until an approver chooses:';
}

/** One line for each choice there is, and why there is no other. */
function choicesOf(experiment: Experiment, open: Tampering): readonly string[] {
  const restore = canRestore(experiment)
    ? '*Restore*: the bot brings the flag back as it was.'
    : 'The bot changes only its own condition. To have the others back, change them in the flag service; the bot sees it within the hour.';
  const accept = canAccept(experiment)
    ? `*Accept*: the flag stays as it is now. ${acceptedOutcome(experiment, open)}`
    : 'It cannot be accepted, because not every planned variant gets units.';
  const end = '*End*: the flag is switched off and the clean-up follows.';
  const ending = occupiesSurface(experiment.status) ? [end] : [];
  return canRestore(experiment) ? [restore, accept, ...ending] : [accept, ...ending, restore];
}

function acceptedOutcome(experiment: Experiment, open: Tampering): string {
  const { status, flag, tampering } = experiment;
  const isOff = flag?.active !== true;
  if (status === 'implemented') return 'The launch starts from it.';
  if (isOff && isShipmentPaused(experiment)) return 'It stays paused.';
  if (!occupiesSurface(status))
    return open.known.active && isOff ? `The clean-up goes on. ${STILL_COMES}` : 'The clean-up goes on.';
  if (isOff) {
    if (status === 'verifying') return 'The launch is taken back and can be repeated.';
    return status === 'paused' ? 'It stays paused.' : 'The experiment is paused.';
  }
  const disturbs = tampering.open?.disturbs === true;
  const onward = status === 'paused' ? 'The experiment goes on.' : 'The analysis goes on.';
  if (!disturbs) return onward;
  return status === 'paused' ? `${onward} ${ANEW}` : ANEW;
}

const STILL_COMES =
  'Its pull request still brings the change into the code; close it if the change is not wanted.';
const ANEW =
  'The analysis begins anew then, for the whole planned time; data from before do not count, and the error budget that earlier looks used stays used.';

function buttons(context: RenderContext) {
  const { experiment } = context;
  const all = [
    ...(canRestore(experiment) ? [restoreFlag.button(context, { label: 'Restore', style: 'primary' })] : []),
    ...(canAccept(experiment) ? [acceptFlag.button(context, { label: 'Accept' })] : []),
    ...(occupiesSurface(experiment.status) ? [endButton(context)] : []),
  ];
  return all.length === 0 ? [] : [actions(all)];
}

function endButton(context: RenderContext) {
  return endForFlag.button(context, {
    label: 'End',
    style: 'danger',
    confirm: confirmation({
      title: 'End the experiment?',
      text: 'The flag is switched off, and the clean-up follows. This cannot be undone.',
      confirm: 'End',
      deny: 'Not now',
    }),
  });
}

const SETTLED: Readonly<Record<Settlement, string>> = {
  accepted: 'The flag stays as it is now.',
  restored: 'The flag is as the bot had left it.',
  ended: 'Ended: the flag is off, and all users keep the control. The clean-up follows.',
  'changed-back': 'The flag was changed back by hand.',
};

/** What was chosen, and what it means for the analysis. */
export function renderFlagSettled(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const { settled } = experiment.tampering;
  if (settled === null) return plain('The flag was changed again.');
  const by = settled.person === null ? '' : ` Chosen by ${mention(settled.person)}.`;
  const next = settled.how === 'ended' ? '' : ` ${goesOn(experiment)}`;
  const text = `${SETTLED[settled.how]}${by}${next}`;
  const isLaunchable = settled.how === 'accepted' && isReadyToLaunch(experiment);
  const launch =
    isLaunchable && experiment.status === 'implemented' ? [actions([launchButton(context)])] : [];
  return message({ text, blocks: [section(`:white_check_mark: ${text}`), ...launch] });
}

function goesOn(experiment: Experiment): string {
  const { status, tampering, flag } = experiment;
  if (tampering.settled?.restarts === true)
    return 'The analysis begins anew from now on, for the whole planned time. Data from before do not count; the error budget that earlier looks used stays used.';
  if (status === 'paused' || isShipmentPaused(experiment))
    return `The experiment is paused until an approver chooses ${inCardMenu('Resume')}.`;
  if (status === 'implemented') return 'It can be launched.';
  if (occupiesSurface(status)) return 'The analysis goes on.';
  const isOff = isShipped(experiment) && flag?.active !== true && tampering.settled?.how === 'accepted';
  return `The clean-up goes on.${isOff ? ` ${STILL_COMES}` : ''}`;
}

function plain(text: string): ChatMessage {
  return message({ text, blocks: [section(text)] });
}
