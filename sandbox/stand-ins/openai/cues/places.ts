import { cue, withoutOrders } from './cue.ts';

/** What an idea is about, in the words in which metrics and places are described. */
export interface Topic {
  readonly said: RegExp;
  readonly means: string;
  readonly harms: string;
}

const TOPICS: readonly Topic[] = [
  {
    said: cue(
      `e-?mail*, mail, mails, mailing*, newsletter*, reminders?, messages?, notifications?, subject line*, nachricht*, rundbrief*, courriel*, infolettre, correo*, boletín, nieuwsbrief*, bericht*, boletim, wiadomo*, biuletyn*, メール, メルマガ, 件名, 通知`,
    ),
    means: 'e-mail visit visited site open',
    harms: 'unsubscribe unsubscribed',
  },
  {
    said: cue(
      `checkout*, cart, carts, basket*, prices?, pay, pays, paying, payment*, delivery, orders?, shipping, buy, buys, coupon*, warenkorb*, kasse, bezahl*, zahlung*, liefer*, versand*, bestell*, gutschein*, preis*, panier*, paiement*, commande*, livraison*, prix, carrito*, pago, pagos, pedido*, envío*, precio*, betaal*, betaling*, winkelwagen*, bestelling*, prijs*, carrinho*, pagamento*, entrega*, preço*, frete, koszyk*, zapłat*, płatno*, dostaw*, zamówieni*, cen[aęy], carrello*, ordin[ei], consegna*, prezz*, チェックアウト, カート, 支払, 注文, 配送, 決済, 価格`,
    ),
    means: 'checkout order orders completed',
    harms: 'support contacts contacted',
  },
  {
    said: cue(
      `gates?, levels?, tutorial*, games?, players?, onboarding, tour, spiel*, jeu, jeux, joueur*, porte de niveau, niveau*, juego*, jugador*, puertas?(?: de nivel)?, nivel, niveles, spelletje*, spelers?, jogo*, jogador*, nível, gr[aęy], grze, gracz*, bramk*, poziom*, gioco, giocator*, livello, レベル, ゲート, ゲーム, プレイヤー`,
    ),
    means: 'level gate game retention visited again',
    harms: 'crash',
  },
  {
    said: cue(
      `speed, faster, slow, load, loading, schneller, ladezeit*, rapide*, rápid*, sneller, wolniej, szybciej, 速く, 読み込み`,
    ),
    means: 'page load time seconds',
    harms: 'crash',
  },
];

/** The topics of an idea, the first that it names first. */
export function topicsOf(idea: string): readonly Topic[] {
  const text = withoutOrders(idea);
  return TOPICS.map((topic) => ({ topic, at: text.search(topic.said) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ topic }) => topic);
}

const MAIL = /^e-mail/;
const SPEED = /^page load/;
/** Metrics that only some changes can move, with what those are about. */
const NARROW: readonly (readonly [metric: RegExp, means: RegExp])[] = [
  [/unsubscri|opt.?out/i, MAIL],
  [/crash|error/i, SPEED],
  [/load|latency|seconds/i, SPEED],
];

/** Whether a goal metric counts something that the idea has nothing to do with: no result could come of it. */
export function isBesideThePoint(idea: string, goalMetric: string): boolean {
  const topics = topicsOf(idea);
  return NARROW.some(
    ([metric, means]) => metric.test(goalMetric) && !topics.some((topic) => means.test(topic.means)),
  );
}
