import type { LoadHookSync } from 'node:module';

/** What can be switched off, to see that the judges find what it keeps back. */
export const DEFENCES = ['neutral', 'mask'] as const;
export type Defence = (typeof DEFENCES)[number];

/** The module of each, and what stands in for it. */
const STAND_INS: Readonly<Record<Defence, { readonly module: string; readonly source: string }>> = {
  neutral: {
    module: '/src/shared/plain-text.ts',
    source: 'export const neutral = (text) => text;',
  },
  mask: {
    module: '/src/app/mask-words.ts',
    source:
      'export const withMaskedWords = (people) => people; export const withMaskedCommands = () => (execute) => execute;',
  },
};

/** A hook of Node's loader that puts nothing in the place of a defence. */
export function withoutDefence(defence: Defence): LoadHookSync {
  const { module, source } = STAND_INS[defence];
  return (url, context, next) =>
    url.endsWith(module) ? { format: 'module', source, shortCircuit: true } : next(url, context);
}
