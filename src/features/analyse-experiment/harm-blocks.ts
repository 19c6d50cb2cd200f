import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bullets, code, mention } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { designOf, latestSnapshot } from '#domain/experiment.ts';
import { percent } from '#domain/figures.ts';
import { pauseButton } from '#features/launch-experiment/pause-blocks.ts';
import type { RenderContext } from '#features/render-context.ts';
import { leadershipMentions } from './alert-blocks.ts';
import { unitsLine } from './details-sections.ts';
import { metricOf } from './facts.ts';
import { unprovenHarmWords, worseWords } from './harm-lines.ts';
import { reportPictures, withPictures } from './report-pictures.ts';

/** The bot stopped it on its own authority, and says why. */
export function renderHarm(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const { plan } = designOf(experiment);
  const snapshot = latestSnapshot(experiment);
  const harm = snapshot?.verdict.harm ?? null;
  const name = harm === null ? 'a metric' : (metricOf(plan, harm.metric)?.name ?? harm.metric);
  const guardrail = plan.guardrails.find(({ metric }) => metric.key === harm?.metric);
  const limit = guardrail === undefined ? '' : ` by more than ${percent(guardrail.margin)}`;
  const others = snapshot?.verdict.harmed ?? [];
  const each =
    others.length > 1
      ? bullets(others.map(({ variant, metric }) => `${code(variant)}: ${worseWords(plan, metric, true)}.`))
      : '';
  const text = `${leadershipMentions(experiment)}Stopped for harm: ${escapeMrkdwn(name)} is proven worse${limit}. The flag is off, and all users get the control. The proof holds at any time, so the bot did not wait for an approver. The clean-up of the code follows.`;
  return message({
    text,
    blocks: withPictures(
      context,
      [
        section(`:octagonal_sign: *${text}*`),
        ...(each === '' ? [] : [section(each)]),
        ...(snapshot === null ? [] : [section(unitsLine(plan, snapshot))]),
      ],
      reportPictures,
    ),
  });
}

/** A treatment was taken out, by the bot on its own authority or by an approver; the others go on. */
export function renderVariantDropped({ experiment }: RenderContext): ChatMessage {
  const { plan } = designOf(experiment);
  const { drops = [] } = experiment.looks;
  const newest = drops.at(-1);
  if (newest === undefined) {
    return message({
      text: 'No treatment is dropped.',
      blocks: [section('No treatment is dropped.')],
    });
  }
  const { person, variants, auto } = newest;
  const byBot = person === null;
  const lines = variants.map(
    ({ variant, metric }) => `${code(variant)} is dropped: ${worseWords(plan, metric, byBot)}.`,
  );
  const proof = byBot
    ? 'The proof holds at any time, so the bot did not wait for an approver.'
    : auto === true
      ? `Decided automatically, as the rules recommend (auto turned on by ${mention(person)}).`
      : `Decided by ${mention(person)}.`;
  const text = `${lines.join(' ')} Its users get the control from now on; all others keep their variant, and the experiment goes on. ${proof}`;
  return message({ text, blocks: [section(`:octagonal_sign: ${text}`)] });
}

/** Something looks like harm, but rests on too few events for the bot to act. */
export function renderHarmUnproven(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const { plan } = designOf(experiment);
  const unproven = experiment.looks.watch?.analysis.unprovenHarm ?? [];
  const lines = unproven.map((one) => unprovenHarmWords(plan, one));
  const advice = `The bot does not stop the experiment on that. If you know a cause, press Pause.`;
  return message({
    text: `${lines.join(' ')} ${advice}`,
    blocks: [section(`:warning: ${lines.join('\n')}\n${advice}`), actions([pauseButton(context)])],
  });
}
