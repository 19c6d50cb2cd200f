import { CATALOGUE, TEMPLATES } from '#app/catalogue.ts';
import type { Choices } from '#features/co-pilot.ts';
import { namedSurface } from '#features/look-questions.ts';

/** What the form of the tests offers. */
export const CHOICES: Choices = {
  catalogue: CATALOGUE,
  surfaces: ['level gate', 'e-mail', 'checkout'],
  surfaceRules: namedSurface,
  repositories: ['acme/shop'],
  templates: TEMPLATES,
};
