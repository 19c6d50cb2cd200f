import { CATALOGUE, TEMPLATES } from '#app/catalogue.ts';
import type { Choices } from '#features/co-pilot.ts';

/** What the form of the tests offers. */
export const CHOICES: Choices = {
  catalogue: CATALOGUE,
  surfaces: ['level gate', 'e-mail', 'checkout'],
  repositories: ['acme/shop'],
  templates: TEMPLATES,
};
