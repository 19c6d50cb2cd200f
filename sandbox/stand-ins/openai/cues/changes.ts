import { contentWords } from '#sandbox/stand-ins/openai/words.ts';
import { cue } from './cue.ts';

/** Verbs that say what is done to something. */
const CHANGES = cue(`
add*, allow*, ask*, call*, change*, collaps*, cut*, delay*, disable*, drop*, enabl*, enlarg*, give*, greet*, group*, hide*, highlight*, increas*, insert*, invit*, lengthen*, limit*, lower*, merge*, move*, offer*, open*, pin*, place*, pre-?tick*, pre-?check*, leave, leav*, pre-?fill*, put*, raise*, redesign*, reduce*, remind*, remov*, renam*, reorder*, replac*, reword*, say*, send*, shorten*, show*, shrink*, simplif*, skip*, sort*, split*, start*, stop*, swap*, switch*, take*, tell*, translat*, turn*, unlock*, drop, word*,
anzeigen, zeig*, verschicken, versenden, senden, schick*, entfern*, hinzufüg*, ergänz*, verschieb*, verlege*, anbiet*, umbau*, ersetz*, kürz*, verkürz*, verläng*, ausblend*, einblend*, umbenenn*, setz*, einbau*, merken, erhöh*, senk*, tausch*, sortier*, öffn*, erlaub*, lass*, lege*, legen, stell*,
affich*, montr*, ajout*, supprim*, retir*, enlev*, déplac*, remplac*, envo*, propos*, mettre, masqu*, cach*, raccourc*, allong*, permett*, demand*, réduir*, augment*,
mostrar, muestr*, añad*, agreg*, quit*, elimin*, mover, cambi*, envi*, ofrec*, poner, pon, reemplaz*, sustitu*, acort*, ocult*, permit*, pedir, reduc*, aument*,
toon*, tonen, voeg*, toevoeg*, verwijder*, verplaats*, vervang*, stuur*, verstuur*, bied*, verberg*, verkort*, zet*, plaats*,
adicion*, remov*, troc*, mover, oferec*, preench*, exib*, colocar, encurt*, escond*,
pokaz*, doda*, usun*, przenie*, przesun*, zamien*, zmien*, wysł*, wysył*, ofer*, zaproponow*, skróc*, ukry*, umieśc*, ustaw*,
mostra*, aggiung*, rimuov*, spost*, sostitu*, invi*, offr*, mettere, nascond*, togl*,
表示, 追加, 削除, 移す, 移動, 入れ, 変更, 変える, 減らす, 増やす, 送る, 送信, 並べ, 隠す, 出す, 置く, 短く, 見せ, 提供, 移到, 移动, 显示, 添加, 删除, 改为, 发送, 隐藏
`);

/** Verbs that say nothing alone: one makes things better, too. */
const WEAK = cue(`
make*, use*, let*, try*, build*, do, mach*, nutz*, faire, fai*, hacer, haz, maken, gebruik*, fazer, zrobi*, fare, usare, する, 使う
`);

/** A change told as what people could do or would see. */
const SUPPOSED = cue(`
could, can, would, what if, instead of, in place of, rather than, only, no longer, könnt*, statt, anstatt, nur noch, au lieu, plutôt que, pourrai*, en vez de, en lugar de, podría*, in plaats van, kunnen, em vez de, poderia*, zamiast, mogliby, invece di, potrebbe*, 代わりに, ではなく, できる
`);

/** Words of wishes: they name no thing that changes. */
const WISHES = cue(`
improv*, better, nicer*, good, great, awesome, amazing, optimi*, engag*, modern*, fresh*, thing*, stuff, everything, something, app, site, product, experience*, ux, more, less, much, very, really, love, ai, smart*, easy, easier, simple*, need*, want*, new, user*, player*,
verbesser*, besser*, schön*, schöner*, einfach*, mehr, toll*, attraktiv*, machen, den, die, das,
amélior*, mieux, meilleur*, plus, simple*, agréable*, beau*, site,
mejor*, más, fácil*, bonit*, atractiv*, que, sea, hacer,
verbeter*, beter*, meer, makkelijk*, mooi*, halen, uit, de, het,
melhor*, mais, os, as, bonito*,
popraw*, lepsz*, ciekaw*, bardziej, żeby, była, gra, grę,
miglior*, più, bello*,
良く, 改善, 向上, 体験, もっと
`);

const WISHED = cue(`
improv*, better, nicer, optimi*, engag*, modern*, we need, we want, love, verbesser*, besser*, schöner, moderner, mehr umsatz, attraktiver, amélior*, mieux, meilleur*, mejor*, más fácil, más, verbeter*, beter, meer omzet, melhor*, popraw*, lepsz*, ciekawsz*, miglior*, 良く, 改善, 向上
`);

/** What is wished for, which is no change either. */
const OUTCOMES = cue(`
conver(?:sion*), revenue, retention, engagement, growth, sale*, churn, kpi*, metric*, number*, money, profit*, success*, umsatz*, gewinn*, wachstum, chiffre*, ventes, ventas, ingres*, omzet*, winst, vendas, receita*, sprzedaż*, przych*, vendite, 売上, 利益
`);

const LISTED = /[,;.\n、。]|\b(?:and|und|et|en|oraz)\b|(?<=\s)(?:y|e|i)(?=\s)/iu;
/** Parts of a sentence in these languages begin with their verb or end with it; elsewhere a noun may look like a verb. */
const FIRST_WORDS = 3;

/** The parts of an idea that each say a change of their own. */
export function separateChanges(idea: string): readonly string[] {
  return idea
    .split(LISTED)
    .map((part) => part.trim())
    .filter((part) => {
      const words = part.split(/\s+/);
      const ends = [...words.slice(0, FIRST_WORDS), ...words.slice(-1)].join(' ');
      return CHANGES.test(ends);
    });
}

/** The words that say what changes, beside verbs, wishes, aims and the name of the place. */
function concreteWords(idea: string, surface: string): readonly string[] {
  const place = new Set(contentWords(surface));
  const isOne = (pattern: RegExp, word: string) => new RegExp(`^(?:${pattern.source})$`, 'iu').test(word);
  return contentWords(idea).filter(
    (word) =>
      word.length > 1 &&
      !place.has(word) &&
      ![CHANGES, WEAK, WISHES, OUTCOMES].some((pattern) => isOne(pattern, word)),
  );
}

/** Text that fills a form and says nothing. */
const FILLER = cue(`lorem ipsum*, dolor sit amet, asdf*, qwer*, foo bar, blah*, bla bla`);

const OTHER_SCRIPT =
  /[\p{Script=Arabic}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Hangul}\p{Script=Thai}]/u;
/** So many words of a script that these lists do not have are taken for a change. */
const UNREAD_WORDS = 4;

/** Characters of Japanese or Chinese that make about one word. */
const CHARACTERS = 3;

/** Whether an idea says what changes for people, and not only what is wished for. */
export function namesAChange(idea: string, surface: string): boolean {
  if (FILLER.test(idea)) return false;
  const cjk = idea.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  const concrete = cjk > 4 ? Math.floor(cjk / CHARACTERS) - 1 : concreteWords(idea, surface).length;
  if (CHANGES.test(idea)) return concrete >= 1;
  if (WISHED.test(idea)) return false;
  // A careful model reads more scripts than these lists.
  if (OTHER_SCRIPT.test(idea)) return concrete >= UNREAD_WORDS;
  return concrete >= 2 && (SUPPOSED.test(idea) || WEAK.test(idea));
}
