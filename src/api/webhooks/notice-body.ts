import { showComparison, showReading } from '#api/experiments/show-look.ts';
import { isoMoment } from '#api/schemas/common-schemas.ts';
import { ALERT_KINDS } from '#domain/alerts/alert-kinds.ts';
import type { Experiment } from '#domain/experiment.ts';
import { newestReading } from '#domain/looks/newest-reading.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { type NoticeKind, TEST_KIND } from '#domain/webhooks/notice-kinds.ts';
import { anomaliesOf, newlyProven, type Step } from '#domain/webhooks/notices-of.ts';
import { titleOf } from '#features/title.ts';
import type { NoticeBody } from '#features/webhooks/send-notice.ts';
import type { NoticeData } from './notice-schema.ts';

/** Makes the writer of the bodies of notices; `urlOf` is the page of an experiment on the desk, null without one. */
export function noticeBodies(urlOf: (key: string) => string | null): NoticeBody {
  return (at, told) => {
    const same = { version: 1, timestamp: isoMoment(at) };
    if (told === undefined) {
      const message = 'An admin tries this webhook. Nothing happened.';
      return JSON.stringify({ type: TEST_KIND, ...same, data: { message } });
    }
    const { kind, step } = told;
    const { key, status, delivery } = step.after;
    const experiment = {
      key,
      title: titleOf(step.after),
      status,
      channel: delivery.channel,
      url: urlOf(key),
    };
    return JSON.stringify({ type: kind, ...same, data: { experiment, ...dataOf(kind, step) } });
  };
}

/** What a notice holds beside its experiment: figures of the journal alone, and effects as far as the report of the look shows them. */
export function dataOf<Kind extends NoticeKind>(kind: Kind, step: Step): NoticeData<Kind> {
  return DATA[kind](step);
}

const DATA: { readonly [Kind in NoticeKind]: (step: Step) => NoticeData<Kind> } = {
  'experiment.approval_waits': ({ after }) => ({ act: (after.waiting?.act ?? 'review') as 'review' }),
  'experiment.launched': ({ after }) => ({ flag: after.flag?.key ?? after.design?.plan.flagKey ?? null }),
  'experiment.goal_proven': (step) => {
    const { analysis, verdict } = lookedIn(step);
    return {
      ...{ look: analysis.look, isFinal: analysis.final, recommendation: verdict.recommendation },
      proven: newlyProven(step).map(showComparison),
    };
  },
  'experiment.sample_reached': ({ after }) => ({ reading: readingOf(after) }),
  'experiment.time_limit_reached': ({ after }) => ({ reading: readingOf(after) }),
  'experiment.anomaly': (step) => ({
    alerts: anomaliesOf(step).map((kind) => ({ kind, words: ALERT_KINDS[kind].words })),
    isPaused: step.commit.events.some((event) => event.type === 'paused' && event.person === null),
  }),
  'experiment.harm': ({ commit, after }) => {
    const harmed = commit.events.flatMap((event) => {
      if (event.type === 'variantsDropped')
        return event.variants.map(({ variant, metric }) => ({ variant, metric }));
      if (event.type !== 'stoppedForHarm' && event.type !== 'shipmentTakenBack') return [];
      return [{ variant: event.variant, metric: event.metric }];
    });
    const isDrop = commit.events.some(({ type }) => type === 'variantsDropped');
    const isPaused = after.launch?.pause != null;
    return {
      cause: harmed.length > 0 ? 'metric' : 'privacy',
      harmed,
      isOff: harmed.length > 0 ? !isDrop : isPaused,
    };
  },
  'experiment.decided': ({ commit, after }) => {
    const event = commit.events.find(({ type }) => type === 'decided');
    const record = event?.type === 'decided' ? event.record : after.decision.record;
    if (record === null) throw new TypeError(`${commit.id} decides nothing`);
    const { decision, recommendation, overrides, by, undoUntil } = record;
    return { decision, recommendation, overrides, isByBot: by.length === 0, undoUntil: isoMoment(undoUntil) };
  },
  'experiment.decision_undone': () => ({}),
  'experiment.completed': ({ after }) => ({ decision: after.decision.record?.decision ?? null }),
  'experiment.cancelled': () => ({}),
};

function readingOf(experiment: Experiment): NoticeData<'experiment.sample_reached'>['reading'] {
  const newest = newestReading(experiment);
  return newest === null ? null : showReading(newest);
}

function lookedIn({ commit }: Step): AnalysisSnapshot {
  const event = commit.events.find(({ type }) => type === 'looked');
  if (event?.type !== 'looked') throw new TypeError(`${commit.id} is no look`);
  return event.snapshot;
}
