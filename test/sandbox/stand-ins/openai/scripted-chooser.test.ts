import { expect, it } from 'vitest';
import { z } from 'zod';
import { scriptedChooser } from '#sandbox/stand-ins/openai/scripts/chooser.ts';

const Answer = z.looseObject({ surface: z.string().nullable(), surfaceReason: z.string() });

function surfaceOf(idea: string) {
  const blocks = new Map([
    ['idea', idea],
    ['metrics', '[]'],
    ['surfaces', '["checkout","e-mail"]'],
    ['repositories', '["acme/shop"]'],
  ]);
  return Answer.parse(scriptedChooser({ blocks } as never));
}

it('says that an idea names a surface only if it does', () => {
  expect(surfaceOf('Shorten the checkout')).toMatchObject({
    surface: 'checkout',
    surfaceReason: 'the idea names it',
  });
  const guessed = surfaceOf('Show the price with tax before people pay');
  expect(guessed.surface).toBe('checkout');
  expect(guessed.surfaceReason).not.toContain('names it');
});
