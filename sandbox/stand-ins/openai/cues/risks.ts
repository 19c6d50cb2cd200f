import { cue, withoutOrders } from './cue.ts';
import { harmsIn } from './harms.ts';

const MONEY = cue(`
pric*, fees?, payments?, refund*, credit, loans?, surcharge*, tax, taxes, subscription price*, free trial*, charge[ds]?, bank details, card details, preis*, gebühr*, erstattung*, kredit*, prix, frais, tarif*, rembours*, precio*, tarifa*, gastos de envío, reembols*, prijs*, tarief*, preço*, frete, cen[aęy], opłat*, zwrot pieniędzy, prezz*, spese, 価格, 値段, 料金, 返金
`);
const OTHERS: readonly (readonly [category: string, pattern: RegExp])[] = [
  [
    'health',
    cue(
      `medic*, health(?! bar), patients?, allerg*, insulin*, medikament*, gesundheit*, médica*, santé, salud, gezondheid*, saúde, zdrowi*, leków, salute, 健康, 薬`,
    ),
  ],
  [
    'legal',
    cue(
      `terms of (?:use|service), contracts?, insurance*, warrant*, legal*, agb, vertrag*, versicherung*, contrat*, assurance*, contrato*, seguros?, verzekering*, umow*, ubezpieczeni*, 契約, 保険`,
    ),
  ],
  [
    'access',
    cue(
      `passwords?, account access, two-?factor*, 2fa, log ?in, sign ?in, identity, passwort*, mot de passe, contraseña*, wachtwoord*, senha, hasł*, パスワード, ログイン`,
    ),
  ],
];
const MEDIUM = cue(`
checkout*, e-?mails?, log-?in, sign-?up, notifications?, subscriptions?, cart, basket, newsletter*, kasse, warenkorb, panier, carrito, winkelwagen, carrinho, koszyk*, carrello, チェックアウト, メール, 通知
`);

export type RiskSeen = 'low' | 'medium' | 'high';

/** What makes an idea a risk, by its words. */
export function categoriesIn(idea: string): readonly string[] {
  const text = withoutOrders(idea);
  const plain = [['money', MONEY] as const, ...OTHERS]
    .filter(([, pattern]) => pattern.test(text))
    .map(([name]) => name);
  return [...new Set([...harmsIn(idea).map(({ category }) => category), ...plain])];
}

/** The risk that the words of an idea and its surface tell. */
export function riskIn(idea: string, surface: string): RiskSeen {
  if (categoriesIn(idea).length > 0) return 'high';
  return MEDIUM.test(`${withoutOrders(idea)} ${surface}`) ? 'medium' : 'low';
}
