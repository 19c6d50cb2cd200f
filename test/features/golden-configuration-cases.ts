import { RENDERERS } from '#app/features.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import type { Configuration } from '#domain/configurations/configuration.ts';
import type { Plan } from '#domain/plan.ts';
import type { Topic } from '#domain/topic.ts';
import { planSections } from '#features/design-plan/blocks.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { postOf, type Story } from '#test/support/example-story.ts';
import { THREE_TREATMENTS } from '#test/support/example-wordings.ts';

const SMALL: Configuration = { model: 'small', retries: 1, tools: ['search'] };
const LARGE: Configuration = { model: 'large', retries: 1, tools: ['search', 'refunds'] };

/** What a plan reads like if every name differs, in long words and in other scripts. */
function longest(at: number): Configuration {
  return {
    'name-of-the-model-that-answers-the-tickets-of-the-shop': `große-überlegung-${'x'.repeat(80)}-${at}`,
    نموذج: `كبير <@U0001> *${at}*`,
    limits: { 'seconds per `ticket`': at, tokens: 1_000 * at, 温度: at / 10 },
  };
}

/** Names and values that look like each other, like the words around them, or like nothing. */
function misleading(at: number): Configuration {
  return {
    [`نموذج`]: { حجم: `كبير ${at}`, 'מודל ': at },
    'model.size': `size to ${at}`,
    model: { size: `"model.size" to ${at}`, 'model: ': [`نموذج ${at}`, 'اسم'] },
    [`a\u200B`]: `a${'\u200B'.repeat(at)}`,
    prompt: `${'You answer tickets of the shop. '.repeat(8)}${at === 0 ? 'Be brief.' : 'Take your time & <b>think</b>.'}`,
  };
}

/** As much as the details can have to show. */
function widest(at: number): Configuration {
  return { text: `<${'&`\u200B'.repeat(310)}${at}>`, list: Array.from({ length: 40 }, () => '&&&&') };
}

function configured(plan: Plan, of: (at: number) => Configuration): Plan {
  return { ...plan, variants: plan.variants.map((variant, at) => ({ ...variant, configuration: of(at) })) };
}

/** A message of a story as it reads if its variants are configurations. */
function withConfigurations(
  story: Story,
  topic: Topic,
  of = (at: number) => (at === 0 ? SMALL : LARGE),
): ChatMessage {
  const { context } = postOf(story, topic);
  const { design, configured: _, ...rest } = context.experiment;
  const experiment = {
    ...rest,
    ...{ code: null, configured: { heldBackFor: [] } },
    design: design && { ...design, plan: configured(design.plan, of) },
  };
  return RENDERERS[topic]({ ...context, experiment, pictures: {} });
}

/** The details of a plan as a message. */
function details(story: Story, of: (at: number) => Configuration): ChatMessage {
  const { experiment } = postOf(story, 'plan').context;
  const design = experiment.design && {
    ...experiment.design,
    plan: configured(experiment.design.plan, of),
  };
  return { text: 'Details', blocks: planSections({ ...experiment, design }) };
}

/** Messages whose words differ if the flag carries configurations. */
export const CONFIGURATION_CASES: Readonly<Record<string, () => ChatMessage>> = {
  'configuration-plan': () => withConfigurations(EXAMPLES.inReview, 'plan'),
  'configuration-plan-longest': () => withConfigurations(THREE_TREATMENTS.plan, 'plan', longest),
  'configuration-plan-misleading': () => withConfigurations(EXAMPLES.inReview, 'plan', misleading),
  'configuration-plan-details-misleading': () => details(EXAMPLES.inReview, misleading),
  'configuration-plan-details-widest': () => details(EXAMPLES.inReview, widest),
  'configuration-plan-details': () => details(THREE_TREATMENTS.plan, longest),
  'configuration-ready': () => withConfigurations(EXAMPLES.merged, 'merged'),
  'configuration-flag-stays': () => withConfigurations(EXAMPLES.clean, 'flag-stays'),
  'configuration-completed-ship': () => withConfigurations(EXAMPLES.completed, 'completed'),
  'configuration-completed-kill': () => withConfigurations(EXAMPLES.killedAndClean, 'completed'),
};
