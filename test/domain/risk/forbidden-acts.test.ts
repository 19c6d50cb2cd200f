import { describe, expect, it } from 'vitest';
import { forbiddenActs } from '#domain/risk/forbidden-acts.ts';
import { riskFloor } from '#domain/risk/risk-floor.ts';

const FORBIDDEN: readonly (readonly [text: string, rule: string])[] = [
  ['Hide the unsubscribe link below the fold', 'hidden-exit'],
  ['Make it harder to cancel the subscription', 'hidden-exit'],
  ['Make it harder for users to unsubscribe from the digest', 'hidden-exit'],
  ['Remove the reject all button from the cookie banner', 'hidden-exit'],
  ['Verstecke den Kündigungslink im Konto', 'hidden-exit'],
  ['Masquer le lien de désabonnement dans le pied de page', 'hidden-exit'],
  ['Cacher le lien de désinscription en bas de l’e-mail', 'hidden-exit'],
  ['Ocultar la opción de cancelación en el menú', 'hidden-exit'],
  ['Hide the service fee until the payment step', 'hidden-costs'],
  ['Add a fake countdown to the checkout', 'false-claims'],
  ['Show invented reviews on the product page', 'false-claims'],
  ['Show a false “only two left” stock to hurry people', 'false-claims'],
  ['Zeige gefälschte Bewertungen auf der Produktseite', 'false-claims'],
  ['Afficher de faux avis sous le produit', 'false-claims'],
  ['Mostrar reseñas falsas en la portada', 'false-claims'],
  ['Start with a pre-ticked newsletter box', 'consent-by-default'],
  ['Show the marketing consent checkbox pre-checked', 'consent-by-default'],
  ['Track visitors across sites without their consent', 'consent-by-default'],
  ['Push children into spending more gems', 'deceived-minors'],
  ['Offer loot boxes to kids after a lost level', 'deceived-minors'],
  ['Collect photos of children without parental consent', 'deceived-minors'],
  ['Show higher prices for women in the app', 'unequal-treatment'],
  ['Add a FAKE count\u00addown to the checkout', 'false-claims'],
];

const ALLOWED = [
  'Remove the fake countdown from the checkout',
  'Replace the pre-ticked newsletter box with an empty one',
  'Show the fees at the start instead of hiding the fees until the payment step',
  'Stop hiding the unsubscribe link below the fold',
  'Label fake reviews detection results on the product page',
  'Make it easier to cancel the subscription',
  'Hide the cancel button while the file is being saved',
  'Hide the sidebar until the first search',
  'Show a countdown to the real end of the sale',
  'Show how many are left in stock',
  'Show lower prices for everyone in the app',
  'Let parents see what children buy',
  'Ask for marketing consent on the last step',
  'Preselect the shipping address that was used last',
  'Move the first gate from level 30 to level 40',
];

describe('acts that no plan may hold', () => {
  it.each(FORBIDDEN)('"%s" breaks %s', (text, rule) => {
    expect(forbiddenActs([text]).map((act) => act.rule)).toContain(rule);
  });

  it.each(ALLOWED)('"%s" holds none', (text) => {
    expect(forbiddenActs([text])).toEqual([]);
  });

  it('are named in the words of the text', () => {
    const [act] = forbiddenActs(['Then add a Fake  Countdown to it', 'Add a Fake Countdown to it']);
    expect(act?.words).toBe('Fake Countdown');
  });

  it('raise the risk if a text only mentions them', () => {
    const { risk, grounds } = riskFloor(['Remove the fake countdown from the checkout']);
    expect(risk).toBe('high');
    expect(grounds).toMatchObject([{ category: 'dark-patterns', words: 'fake countdown' }]);
  });
});
