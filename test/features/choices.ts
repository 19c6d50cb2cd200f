import { type Choices, choicesOf } from '#features/co-pilot.ts';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';

/** What the form of the tests offers. */
export const CHOICES: Choices = choicesOf({ settings: EXAMPLE_SETTINGS, version: null });
