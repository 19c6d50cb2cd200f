import { type FlagDocument, WHOLE } from './flag-document.ts';

/**
 * The flags as people try them before and beside their launch: every flag is on and lets every unit in, by its present split and its rules.
 * Layers and holdouts keep no unit out.
 */
export function previewOf(document: FlagDocument): FlagDocument {
  return {
    ...document,
    holdouts: [],
    flags: document.flags.map((flag) => ({
      ...flag,
      active: true,
      rollout: WHOLE,
      cohorts: [],
      layer: null,
    })),
  };
}
