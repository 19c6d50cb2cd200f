import { beforeAll, expect, it } from 'vitest';
import { type Change, type CompileErrors, compileChanged } from '#test/support/compile.ts';

/** A slip that the compiler refuses: what is changed, and the file and the error that tells of it. */
interface Slip {
  readonly changes: Readonly<Record<string, Change>>;
  readonly file: string;
  readonly says: RegExp;
}

const after =
  (place: string, more: string): Change =>
  (source) =>
    source.replace(place, `${place}${more}`);

/** The errors of no two slips are in the same file, so that all can be compiled at once. */
const SLIPS: Readonly<Record<string, Slip>> = {
  'a mistyped topic': {
    changes: {
      'src/domain/looks/slip.ts': `import { post } from '#domain/decider.ts';\nexport const slip = post('reprot');\n`,
    },
    file: 'src/domain/looks/slip.ts',
    says: /"reprot"' is not assignable to parameter of type 'Topic'/,
  },
  'a topic without a renderer': {
    changes: { 'src/domain/topic.ts': after('export type Topic =', `\n  | 'slip'`) },
    file: 'src/app/features.ts',
    says: /Property 'slip' is missing/,
  },
  'a renderer of an unknown topic': {
    changes: {
      'src/features/clean-up/slip.ts': `import type { Feature } from '#features/feature.ts';
import { renderCleanUp } from './blocks.ts';
export const slip = { name: 'slip', messages: { 'clean-upp': renderCleanUp } } satisfies Feature;\n`,
    },
    file: 'src/features/clean-up/slip.ts',
    says: /'clean-upp'' does not exist in type 'Partial<Readonly<Record<Topic/,
  },
  'a mistyped button': {
    changes: {
      'src/features/review-plan/slip.ts': `import { aprovePlan } from './actions.ts';\nexport const slip = aprovePlan.id;\n`,
    },
    file: 'src/features/review-plan/slip.ts',
    says: /has no exported member named 'aprovePlan'/,
  },
  'a button that is given an action id': {
    changes: {
      'src/features/thread/slip.ts': `import type { RenderContext } from '#features/render-context.ts';
import { retryEffect } from './actions.ts';
export const slip = (context: RenderContext) =>
  retryEffect.button(context, { label: 'Try again', actionId: 'retry_efect' });\n`,
    },
    file: 'src/features/thread/slip.ts',
    says: /'actionId' does not exist in type 'ButtonLook'/,
  },
  'a mistyped field of the value of a button': {
    changes: {
      'src/features/launch-experiment/slip.ts': `import { action } from '#features/action.ts';
import { boundToEvidence } from '#features/evidence.ts';
export const slip = action('slip', boundToEvidence, async (_coPilot, { value, tell }) => tell(value.planHsah));\n`,
    },
    file: 'src/features/launch-experiment/slip.ts',
    says: /Property 'planHsah' does not exist/,
  },
  'a kind of effect without a performer': {
    changes: {
      'src/domain/effect.ts': after('export type Effect =', `\n  | { readonly kind: 'slip' }`),
    },
    file: 'src/app/performers.ts',
    says: /Property 'slip' is missing .* required in type 'Performers'/,
  },
  'a flag act that is not performed': {
    changes: {
      'src/domain/effect.ts': after('export type FlagAct =', `\n  | { readonly act: 'slip' }`),
    },
    file: 'src/features/launch-experiment/perform-flag.ts',
    says: /does not satisfy the expected type 'never'/,
  },
  'a mistyped lifecycle command': {
    changes: { 'src/domain/lifecycle.ts': (source) => source.replace(/^ {2}(pause): /m, '  puase: ') },
    file: 'src/domain/lifecycle.ts',
    says: /pause|puase/,
  },
  'an event without a fold': {
    changes: {
      'src/domain/looks/events.ts': (source) =>
        source.replace(
          /export type LookEvent =/,
          `export type LookEvent =\n  | { readonly type: 'slipped' }`,
        ),
    },
    file: 'src/domain/looks/evolve.ts',
    says: /Property 'slipped' is missing/,
  },
};

let errors: CompileErrors;
beforeAll(async () => {
  errors = await compileChanged(Object.values(SLIPS).flatMap(({ changes }) => Object.entries(changes)));
}, 240_000);

it.each(Object.entries(SLIPS))('%s does not compile', (_name, { file, says }) => {
  expect(
    errors.get(file)?.join('\n') ?? `no error in ${file}; there are some in ${[...errors.keys()]}`,
  ).toMatch(says);
});
