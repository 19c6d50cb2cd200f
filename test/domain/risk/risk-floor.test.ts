import { describe, expect, it } from 'vitest';
import type { Risk } from '#domain/plan.ts';
import type { RiskCategory } from '#domain/risk/risk-category.ts';
import { riskFloor } from '#domain/risk/risk-floor.ts';

const NAMED: readonly (readonly [text: string, category: RiskCategory, risk: Risk, words: string])[] = [
  [
    'Raise the monthly subscription price by a fifth',
    'money',
    'high',
    'Raise the monthly subscription price',
  ],
  ['Show a lower price for the first order', 'money', 'high', 'lower price'],
  ['Make refunds a self-service flow', 'money', 'high', 'refunds'],
  ['Show the delivery cost before the payment step', 'money', 'medium', 'payment'],
  ['Change the text beside the price', 'money', 'medium', 'price'],
  ['Zeige Profile für Kinder zuerst', 'minors', 'high', 'für Kinder'],
  ['Erhöhe den Preis für Neukunden', 'money', 'high', 'Erhöhe den Preis'],
  [
    'Den Preis für Expressversand auf fünf Euro erhöhen',
    'money',
    'high',
    'Preis für Expressversand auf fünf Euro erhöhen',
  ],
  ['Pokazać dzieciom płatne skrzynki z nagrodami', 'minors', 'high', 'dzieciom'],
  ['Toon kinderen een extra level', 'minors', 'high', 'kinderen'],
  ['Leave the allergy warning out of the summary', 'health', 'high', 'allergy'],
  ['Add the insurance to the cart without asking', 'consent', 'high', 'without asking'],
  ['Heimlich eine Versicherung in den Warenkorb legen', 'consent', 'high', 'Heimlich'],
  ['Rückerstattungen erst nach 14 Tagen anbieten', 'money', 'high', 'Rückerstattungen'],
  ['Proposer un remboursement automatique après un retard', 'money', 'high', 'remboursement'],
  ['Ofrecer reembolsos parciales en el chat', 'money', 'high', 'reembolsos'],
  ['把退款按钮移到订单页', 'money', 'high', '退款'],
  ['Give kids a bigger avatar picker', 'minors', 'high', 'kids'],
  ['Show a shorter lesson to children under 13', 'minors', 'high', 'children'],
  ['Kürzere Pausen für Minderjährige anzeigen', 'minors', 'high', 'Minderjährige'],
  ['Simplifier les exercices pour les enfants', 'minors', 'high', 'enfants'],
  ['Mostrar otro avatar a los niños', 'minors', 'high', 'niños'],
  ['让未成年用户看到更短的引导', 'minors', 'high', '未成年'],
  ['Remind patients of their appointment a day earlier', 'health', 'high', 'patients'],
  ['Ask for symptoms before the booking', 'health', 'high', 'symptoms'],
  ['Erinnere Patienten früher an ihren Termin', 'health', 'high', 'Patienten'],
  ['Demander les données de santé plus tard', 'health', 'high', 'santé'],
  ['Shorten the terms of service to one page', 'legal', 'high', 'terms of service'],
  ['Den Hinweis auf das Widerrufsrecht kürzer fassen', 'legal', 'high', 'Widerrufsrecht'],
  ['Show the password rules before people type', 'access', 'high', 'password'],
  ['Ask for two-factor codes less often', 'access', 'high', 'two-factor'],
  ['Make the login button larger', 'access', 'medium', 'login'],
  ['Mot de passe visible pendant la saisie', 'access', 'high', 'Mot de passe'],
  ['Start the newsletter box pre-ticked', 'dark-patterns', 'high', 'pre-ticked'],
  ['Ask for consent after the first purchase', 'consent', 'high', 'consent'],
  ['Cookie banner at the bottom instead of the middle', 'consent', 'high', 'Cookie banner'],
  ['Ask for push opt-in after the second visit', 'consent', 'medium', 'opt-in'],
  ['Show loot boxes to players who left', 'vulnerable-people', 'high', 'loot boxes'],
];

/** Words that mean something else, and plain ideas. */
const HARMLESS = [
  'Render the child component only when it is open',
  'Collapse all child nodes of the tree by default',
  'Style the :first-child of the list differently',
  'Answer the health check endpoint from a cache',
  'Draw the health bar of the boss above the screen',
  'Change the price tag icon colour to green',
  'Fix minor layout shifts of the feed faster',
  'Be patient: load the feed after the header',
  'Move the first gate from level 30 to level 40',
  'Send the men’s e-mail in the evening instead of the morning',
  'Let the person in charge of a project pin it',
  'Pay attention to empty states: show an example project',
  'Show search results as cards',
  'Sort the list of lessons by date',
  'Add a share button below the video',
  'Use a kinder tone in the empty state',
  'Show what kind of file it is',
  'Grey out the disabled button instead of hiding it',
  'Show a new premium badge beside the name',
  'Put children’s books above the toys on the home page',
  'Mettre les produits frais en haut de la liste',
  'Aggiorna la dipendenza più lenta del menu',
  'Die Preisliste als Tabelle zeigen',
  'Drop weapons nearer to the player',
];

describe('the floor of the risk', () => {
  it.each(NAMED)('of "%s" is named by %s', (text, category, risk, words) => {
    const { grounds } = riskFloor([text]);
    expect(grounds).toContainEqual({ category, atLeast: risk, words });
  });

  it.each(HARMLESS)('is low for "%s"', (text) => {
    expect(riskFloor([text])).toEqual({ risk: 'low', grounds: [] });
  });

  it('is the highest of all texts, with one ground for each category', () => {
    const { risk, grounds } = riskFloor([
      'Show prices and payments',
      'Raise the price for kids',
      'Make the login larger',
    ]);
    expect(risk).toBe('high');
    expect(grounds.map(({ category, atLeast }) => `${category} ${atLeast}`).sort()).toEqual([
      'access medium',
      'minors high',
      'money high',
    ]);
  });

  it('sees words with invisible characters in them, in any case', () => {
    expect(riskFloor(['Show a shorter tour to CHIL\u200bDREN']).grounds).toMatchObject([
      { category: 'minors' },
    ]);
  });
});
