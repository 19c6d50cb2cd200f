import type { ModalView } from '@slack/types';
import { snoozeAlertForm } from '#features/alerts/snooze-form.ts';
import { amendView } from '#features/amend-plan/amend-view.ts';
import { extendView } from '#features/amend-plan/extend-view.ts';
import { priorityView } from '#features/backlog/priority-form.ts';
import { overrideForm } from '#features/decide-experiment/modals.ts';
import { hintView } from '#features/implement-plan/hint-form.ts';
import { importView } from '#features/import-ideas/import-form.ts';
import { ideaView } from '#features/propose-experiment/idea-form.ts';
import { requestModal } from '#features/propose-experiment/modal.ts';
import { cancelForm, changesForm, rejectionForm } from '#features/review-plan/modals.ts';
import { CHOICES } from '#test/features/choices.ts';
import { SETTINGS_MODALS } from '#test/features/edit-settings/settings-modal-cases.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { GATE_KEY, GATE_REQUEST } from '#test/support/example-plans.ts';

interface ModalCase {
  readonly name: string;
  readonly view: () => ModalView;
}

const EVIDENCE = { experiment: GATE_KEY, message: null, planHash: '', snapshotHash: '', flagVersion: '' };

/** What people may type into the request, beside plain words. */
const REQUESTS = [
  {
    name: 'longest',
    request: { idea: 'Move the first gate so that players see more before they wait. '.repeat(46) },
  },
  { name: 'arabic', request: { idea: 'نقل البوابة الأولى من المستوى ٣٠ إلى المستوى ٤٠' } },
  { name: 'chinese', request: { idea: '将第一道关卡从第30级移到第40级，会提高七日留存率。' } },
  { name: 'emoji', request: { idea: 'Move the 🚪 <raises> & *keeps* players 👩‍👩‍👧‍👦' } },
];

/** Every form that the bot opens, each for a named example. */
export const MODALS: readonly ModalCase[] = [
  {
    name: 'modal-idea',
    view: () =>
      ideaView(
        { channel: 'C_GROWTH' },
        { idea: 'Move the first gate from level 30 to level 40', owner: 'UMARIA' },
      ),
  },
  {
    name: 'modal-idea-of-a-message',
    view: () =>
      ideaView(
        { source: { kind: 'message', link: 'https://acme.slack.com/archives/C1/p1767600000000100' } },
        { idea: '', owner: 'UMARIA' },
      ),
  },
  {
    name: 'modal-import',
    view: () => importView({ channel: 'C_GROWTH' }),
  },
  {
    name: 'modal-priority',
    view: () => priorityView(EXAMPLES.proposed.experiment),
  },
  {
    name: 'modal-priority-set',
    view: () => {
      const { experiment } = EXAMPLES.proposed;
      const priority = { reach: 12_000, confidence: 0.8, effort: 1.5 };
      return priorityView({ ...experiment, proposal: { ...experiment.proposal, priority } });
    },
  },
  {
    name: 'modal-request-new',
    view: () =>
      requestModal({
        purpose: { mode: 'propose', channel: 'C_GROWTH' },
        choices: CHOICES,
        values: { idea: 'Move the first gate from level 30 to level 40', owner: 'UMARIA' },
      }),
  },
  {
    name: 'modal-request-edit',
    view: () =>
      requestModal({
        purpose: { mode: 'edit', experiment: GATE_KEY, planHash: 'a'.repeat(64), message: `${GATE_KEY}:3:0` },
        choices: CHOICES,
        values: { ...GATE_REQUEST, owner: 'UMARIA' },
      }),
  },
  {
    name: 'modal-request-configurations',
    view: () =>
      requestModal({
        purpose: { mode: 'edit', experiment: GATE_KEY, planHash: 'a'.repeat(64), message: `${GATE_KEY}:3:0` },
        choices: { ...CHOICES, configurable: true },
        values: {
          ...GATE_REQUEST,
          owner: 'UMARIA',
          configurations: { control: { gate: 30 }, treatment: { gate: 40 } },
        },
      }),
  },
  {
    name: 'modal-snooze-alert',
    view: () =>
      snoozeAlertForm.viewOf({
        ...{ experiment: GATE_KEY, message: `${GATE_KEY}:30:0` },
        alerts: ['split-warning', 'no-exposures'],
      }),
  },
  {
    name: 'modal-reason',
    view: () =>
      changesForm.view(
        { experiment: GATE_KEY, message: null, planHash: '', snapshotHash: '', flagVersion: '' },
        'What should be different?',
      ),
  },
  ...REQUESTS.map(({ name, request }) => ({
    name: `modal-request-${name}`,
    view: () =>
      requestModal({
        purpose: { mode: 'edit', experiment: GATE_KEY, planHash: 'a'.repeat(64), message: `${GATE_KEY}:3:0` },
        choices: CHOICES,
        values: { ...GATE_REQUEST, ...request, owner: 'UMARIA' },
      }),
  })),
  { name: 'modal-hint', view: () => hintView(EVIDENCE) },
  { name: 'modal-rejection', view: () => rejectionForm.view(EVIDENCE, 'Why do you reject this plan?') },
  {
    name: 'modal-cancel',
    view: () =>
      cancelForm.view(
        EVIDENCE,
        'Why do you want to end this experiment? The flag goes off, and it cannot be started again.',
      ),
  },
  {
    name: 'modal-override',
    view: () =>
      overrideForm.view(
        { ...EVIDENCE, decision: 'ship' },
        'Why do you want to ship it, although the rules recommend to kill it? A second approver has to confirm.',
      ),
  },
  { name: 'modal-extend', view: () => extendView(EXAMPLES.beforeExtension.experiment, EVIDENCE) },
  { name: 'modal-amend', view: () => amendView(CHOICES, EVIDENCE) },
  ...SETTINGS_MODALS,
];
