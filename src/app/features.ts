import { gather } from '#app/gather.ts';
import { advanceShipment } from '#features/advance-shipment/index.ts';
import { alerts } from '#features/alerts/index.ts';
import { allowMoreFeature } from '#features/allow-more/index.ts';
import { amendPlan } from '#features/amend-plan/index.ts';
import { analyseExperiment } from '#features/analyse-experiment/index.ts';
import { answerQuestionsFeature } from '#features/answer-questions/index.ts';
import { askTheRecordFeature } from '#features/ask-the-record/index.ts';
import { backlogFeature } from '#features/backlog/index.ts';
import { calendar } from '#features/calendar/index.ts';
import { callPeople } from '#features/call-people/index.ts';
import { chooseCommand } from '#features/choose-command/index.ts';
import { cleanUpExperiment } from '#features/clean-up/index.ts';
import { decideExperiment } from '#features/decide-experiment/index.ts';
import { decideUnattendedFeature } from '#features/decide-unattended/index.ts';
import { designPlanFeature } from '#features/design-plan/index.ts';
import { digestsFeature } from '#features/digests/index.ts';
import { editSettingsFeature } from '#features/edit-settings/index.ts';
import { externalPeople } from '#features/external-people/index.ts';
import type { Feature } from '#features/feature.ts';
import { followDraft } from '#features/follow-draft/index.ts';
import { followPullRequest } from '#features/follow-pull-request/index.ts';
import { fullRecord } from '#features/full-record/index.ts';
import { guardFlag } from '#features/guard-flag/index.ts';
import { handOff } from '#features/hand-off/index.ts';
import { healThreadsFeature } from '#features/heal-threads/index.ts';
import { appHome } from '#features/home/index.ts';
import { implementPlanFeature } from '#features/implement-plan/index.ts';
import { importIdeasFeature } from '#features/import-ideas/index.ts';
import { launchExperiment } from '#features/launch-experiment/index.ts';
import { privacy } from '#features/privacy/index.ts';
import { proposeExperimentFeature } from '#features/propose-experiment/index.ts';
import type { Drawings, Renderers } from '#features/render-context.ts';
import { reviewPlanFeature } from '#features/review-plan/index.ts';
import { helpAbout, showExperiments } from '#features/show-experiments/index.ts';
import { thread } from '#features/thread/index.ts';
import { waysIn } from '#features/ways-in/index.ts';

/** Every slice with its own type, in the order of an experiment's life: what they declare is checked to be complete. */
export const SLICES = [
  proposeExperimentFeature,
  backlogFeature,
  importIdeasFeature,
  waysIn,
  answerQuestionsFeature,
  designPlanFeature,
  reviewPlanFeature,
  allowMoreFeature,
  implementPlanFeature,
  followDraft,
  followPullRequest,
  calendar,
  launchExperiment,
  guardFlag,
  analyseExperiment,
  decideExperiment,
  amendPlan,
  decideUnattendedFeature,
  callPeople,
  alerts,
  advanceShipment,
  cleanUpExperiment,
  fullRecord,
  handOff,
  healThreadsFeature,
  digestsFeature,
  showExperiments,
  appHome,
  chooseCommand,
  externalPeople,
  askTheRecordFeature,
  editSettingsFeature,
  privacy,
  thread,
] as const satisfies readonly Feature[];

/** Every slice, for what treats all alike. */
export const FEATURES: readonly Feature[] = SLICES;

/** The renderer of every topic. This does not compile if a topic has none. */
export const RENDERERS: Renderers = gather(
  SLICES.flatMap((slice) => ('messages' in slice ? [slice.messages] : [])),
);

/** What draws the pictures of a topic, for those that have some. */
export const DRAWINGS: Drawings = gather(FEATURES.flatMap(({ pictures }) => pictures ?? []));

/** Every kind of bulletin. */
export const BULLETINS = FEATURES.flatMap(({ bulletins }) => bulletins ?? []);

const words = FEATURES.flatMap((feature) => feature.subcommands ?? []);

/** Every word after `/experiment`, help included. */
export const SUBCOMMANDS = [...words, helpAbout(words)];
