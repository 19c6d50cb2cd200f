import { OBLIGING } from '#sandbox/stand-ins/openai/obliging.ts';
import { RUBBISH } from '#sandbox/stand-ins/openai/rubbish.ts';
import type { Scripts } from '#sandbox/stand-ins/openai/scripts.ts';

/** The scripted models at the wire, by what they are like. */
export const MODELS = { scripted: {}, obliging: OBLIGING, rubbish: RUBBISH } satisfies Record<
  string,
  Scripts
>;

export type ScriptedName = keyof typeof MODELS;
/** `real` is the model that OPENAI_API_KEY opens. */
export type ModelName = ScriptedName | 'real';
