import type { LoadHookSync } from 'node:module';

/** What can be switched off, to see that the judges find what it keeps back. */
export const DEFENCES = ['neutral', 'mask', 'policy', 'explanations'] as const;
export type Defence = (typeof DEFENCES)[number];

/** The modules of each, and what stands in for them. */
const STAND_INS: Readonly<Record<Defence, Readonly<Record<string, string>>>> = {
  neutral: { '/src/shared/plain-text.ts': 'export const neutral = (text) => text;' },
  mask: {
    '/src/app/mask-words.ts':
      'export const withMaskedWords = (people) => people; export const withMaskedCommands = () => (execute) => execute;',
  },
  policy: {
    '/src/domain/risk/forbidden-acts.ts': 'export const forbiddenActs = () => [];',
    '/src/domain/risk/risk-floor.ts':
      "export const riskFloor = () => ({ risk: 'low', grounds: [] }); export const higherRisk = (one) => one;",
  },
  explanations: { '/src/agents/explanation-check.ts': 'export const explanationProblems = () => [];' },
};

/** A hook of Node's loader that puts nothing in the place of a defence. */
export function withoutDefence(defence: Defence): LoadHookSync {
  const modules = Object.entries(STAND_INS[defence]);
  return (url, context, next) => {
    const [, source] = modules.find(([module]) => url.endsWith(module)) ?? [];
    return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true };
  };
}
