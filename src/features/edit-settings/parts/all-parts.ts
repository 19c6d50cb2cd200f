import { metricsPart } from './metric-part.ts';
import { alertsPart, digestsPart, routingPart, targetsPart } from './news-parts.ts';
import { escalationPart, rolesPart } from './people-parts.ts';
import { dimensionsPart, repositoriesPart, surfacesPart, testAccountsPart } from './place-parts.ts';
import {
  afterwardsPart,
  decisionRulesPart,
  defaultsPart,
  guardrailsPart,
  launchPart,
  watchPart,
} from './rule-parts.ts';
import type { SettingsPart } from './settings-part.ts';
import { productPart, retentionPart, templatesPart, waitsPart } from './word-parts.ts';

/** Every part that people edit, in the order in which a workspace is set up. */
export const SETTINGS_PARTS: readonly SettingsPart[] = [
  rolesPart,
  repositoriesPart,
  surfacesPart,
  metricsPart,
  guardrailsPart,
  productPart,
  defaultsPart,
  decisionRulesPart,
  launchPart,
  watchPart,
  afterwardsPart,
  waitsPart,
  escalationPart,
  alertsPart,
  routingPart,
  digestsPart,
  targetsPart,
  testAccountsPart,
  dimensionsPart,
  templatesPart,
  retentionPart,
];

/** The part of this id; null if there is none, such as in a form of an earlier version. */
export function partOf(id: string): SettingsPart | null {
  return SETTINGS_PARTS.find((part) => part.id === id) ?? null;
}
