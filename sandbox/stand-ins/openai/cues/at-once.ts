import { cue, withoutOrders, withoutQuotes } from './cue.ts';

const REPAIRS = cue(`
(?<!report a )(?<!report )bugs?, broken, hotfix*, outage*, typos?, crash(?:es|ing)?, does nothing, doesn't work, does not work, do not work, stopped working, error \\d+, wrong (?:level|number|bank|total|price|amount|link|date|name|address|currency|language|order)*, fix (?:the|a|this|that|our), repair*, mend*, charged twice, double-?charg*, regression,
kaputt*, behebe*, beheben, fehlerbehebung, stürzt, abstürz*, absturz, funktioniert nicht, falsch berechnet*, doppelt berechnet*, tippfehler, reparier*,
corriger, corrige*, répar*, plante, planter, cassé*, en panne, ne fonctionne pas, ne marche pas, faute de frappe,
arregl*, corregir, corrige*, rot[oa]s?, no funciona*, fallo, averi*,
kapot*, herstel*, repare*, werkt niet, werken niet, typefout,
corrigir, consert*, quebrad*, não funciona*,
napraw*, zepsut*, nie działa*, błąd, błęd*,
corregger*, ripar*, rott[oa]*, non funziona*,
不具合, バグ, 落ちる, 修正, 直す, 壊れ, 動かない
`);
const HOLES = cue(`
security hole, security holes, vulnerab*, data breach, password leak*, leaked password*, exploit*, sicherheitslücke*, datenleck*, faille de sécurité, fuite de*, brecha*, fuga de (?:contraseñas|datos), lek, datalek*, falha de segurança, vazamento*, luka*, wyciek*, 脆弱性, 漏洩, 漏えい
`);
const DUTIES = cue(`
legal duty, legally required, required by (?:the )?law, by law, (?:new )?law requires, the law requires, that the new law requires, regulators?, regulation*, gdpr request, gdpr, court order*, court rul*, the court, comply, compliance, statutory, mandated, directive,
gesetzlich*, gesetz, dsgvo, behörde*, vorgeschrieben*, vorschrift*, gericht,
rgpd, la loi, loi, légalement, mentions légales obligatoires, régulateur,
por ley, la ley, exigid[oa] por ley, rgpd, regulador,
wettelijk*, avg-verzoek, toezichthouder,
por lei, lgpd, exigid[oa] por lei,
przepis*, ustaw[aęy], rodo, prawo wymaga*, wymagan* przez prawo, prawem,
per legge, la legge,
法律, 法令, 法的, 義務付け, 規制
`);
const HURRIES = cue(`
urgent, urgently, immediately, right now, right away, asap, emergency, ends tonight, tonight, recall, recalls, sofort*, dringend*, eilt, rückruf*, umgehend, d'urgence, urgence, immédiatement, tout de suite, rappel de produit, urgente*, inmediatamente, ahora mismo, hoy mismo, onmiddellijk, spoed*, meteen, imediatamente, agora mesmo, natychmiast*, pilne, pilnie, immediatamente, subito, 至急, 緊急, 今すぐ, ただちに
`);
/** A feature that lets people tell of a fault mends nothing. */
const TELLS_OF_FAULTS = cue(
  `report (?:a |an )?(?:bug|error|problem)s?, report-a-bug, fehler melden, signaler un (?:bug|problème), reportar un error, fout melden, zgłoś błąd, 不具合を報告`,
);

/** Why something is done for all users at once. */
export interface AtOnce {
  readonly ground: 'bug-fix' | 'security' | 'legal-duty' | 'urgent';
  /** The words that say so. */
  readonly words: string;
}

/** Why an idea should be done for all users at once, by what it says; null if it may be tested. */
export function needsNoProof(idea: string): AtOnce | null {
  const text = withoutQuotes(withoutOrders(idea));
  const mended = text.replace(new RegExp(TELLS_OF_FAULTS.source, 'giu'), ' ');
  const grounds = [
    ['security', HOLES, text],
    ['legal-duty', DUTIES, text],
    ['bug-fix', REPAIRS, mended],
    ['urgent', HURRIES, text],
  ] as const;
  for (const [ground, pattern, where] of grounds) {
    const words = pattern.exec(where)?.[0];
    if (words !== undefined) return { ground, words };
  }
  return null;
}

const UNSEEN = cue(`
refactor*, variables?, source code, code base, codebase, unit tests?, in the code, the code, code style, class names?, without changing what*, quelltext*, quellcode*, code source, refactorización, broncode, código fonte, kod[ua]? źródłow*, リファクタリング, 変数名
`);
const KNOWN_BAD = cue(`
fax*, (?:remove|delete|drop|hide) the (?:pay|buy|order|checkout) button, (?:remove|delete) the checkout, close the shop, (?:shut|switch|turn) (?:down|off) the (?:site|shop|app|game), (?:remove|delete) all (?:products|levels|e-?mails), bezahlknopf entfernen, supprimer le bouton de paiement, quitar el botón de pago
`);
const TRIFLES = cue(`copyright*, one pixel, one point, a pixel, comma, semicolon, imprint, impressum*`);

/** Why no experiment could come out well, whatever is built; null if one could. */
export function isHopeless(idea: string): { readonly why: string; readonly words: string } | null {
  const reasons = [
    [UNSEEN, 'is about code that no person sees, so no metric can see it either'],
    [KNOWN_BAD, 'takes from people what they came for: the answer is known'],
    [TRIFLES, 'is too small for any metric to see'],
  ] as const;
  for (const [pattern, why] of reasons) {
    const words = pattern.exec(withoutQuotes(idea))?.[0];
    if (words !== undefined) return { why, words };
  }
  return null;
}
