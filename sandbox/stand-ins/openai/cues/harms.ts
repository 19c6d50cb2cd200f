import { cue, withoutOrders } from './cue.ts';

/** Something that a change does to people. */
export interface Harm {
  readonly category: string;
  /** The words that say it. */
  readonly words: string;
  readonly harm: string;
  /** What to write in place of the words; null if only a person can settle it. */
  readonly instead: string | null;
}

/** Patterns that must all stand in one sentence; the first gives the words to quote. */
interface Rule extends Omit<Harm, 'words'> {
  readonly all: readonly RegExp[];
  /** If this stands in the sentence, the change ends the harm or means another thing. */
  readonly unless?: RegExp;
}

const ENDS = cue(`
remove*, delete*, stop (?:showing|using), end, get rid of, take out, replace*, entfern*, abschaff*, supprim*, retir*, enlev*, quitar, elimin*, verwijder*, remover, usun*, rimuov*, 削除, やめる
`);
const FALSE = cue(`
fake, faked, false, pretend*, made-up, invented, bogus, phoney, falsch*, gefälscht*, erfunden*, faux, fausse*, fictif*, inventé*, fals[oa]s?, inventad*, nep-?*, valse, verzonnen, falso*, falsa*, inventad*, fałszyw*, zmyślon*, finto, finti, finta, finte, 偽, 架空, 嘘
`);
const PERSUADERS = cue(`
countdown*, timer*, queue*, waiting list*, clock, deadline*, stock, scarcity, review*, rating*, testimonial*, discount*, price*, sale, offer*, viewer*, visit(?:or*), badge*, message*, notification*, urgency, likes?, customers?, bewertung*, rabatt*, preis*, zähler, frist, bestand, knapp*, kunden*, compte à rebours, minuteur, avis, stock, remise*, prix, reseñ*, opinion*, cuenta atrás, descuento*, precio*, aftel*, recensie*, beoordeling*, korting*, contagem*, avaliaç*, desconto*, odliczani*, opini*, rabat*, zegar*, recension*, conto alla rovescia, sconto, カウントダウン, レビュー, 口コミ, 在庫, 割引
`);
const SCARCE = cue(`
only (?:\\d+|two|three|a few) (?:left|items?|rooms?|pieces?|seats?)*, \\d+ people are (?:looking|watching|viewing)*, last (?:item|piece|room|chance), nur noch (?:\\d+|zwei|drei)*, plus que \\d+, solo quedan, quedan \\d+, nog maar \\d+, só restam, zostały tylko, 残りわずか, 残り\\d+
`);
const ALTHOUGH = cue(`
although, even though, though, even if, whatever the stock, regardless, when there are plenty, obwohl, auch wenn, alors que, même si, aunque, hoewel, ook al, embora, mesmo, chociaż, mimo że, anche se, のに, にもかかわらず
`);
const CONCEAL = cue(`
hid*, bur(?:y|ied|ies), obscur*, conceal*, white (?:letters|text), light gr[ea]y, tiny (?:print|letters|text), small(?:er)? print, hard(?:er)? to find, difficult to find, out of sight, versteck*, verberg*, verschleier*, kleingedruckt*, klein und grau, cach*, masqu*, dissimul*, en gris clair, ocult*, escond*, en gris, verberg*, verstop*, weglat*, escond*, ocult*, ukry*, schowa*, nascond*, 隠す, 隠し, 見えにく, 目立たない
`);
const HARDEN = cue(`
(?:five|six|several|many|more|extra|\\d+) (?:pages|steps|screens|clicks)*, hard(?:er)? to (?:cancel|unsubscribe|leave|refuse), difficult to (?:cancel|unsubscribe|leave|refuse), only by (?:phone|letter|fax), must call, have to call, before they can (?:cancel|leave|unsubscribe), make it harder, erschwer*, nur per (?:brief|telefon|fax), compliqu*, difficult*, dificult*, moeilijk*, dificult*, utrudni*, difficil*, 難しく, わかりにく
`);
const LEAVING = cue(`
unsubscri*, cancel*, opt-?out, opt out, refus*, declin*, leave, terminat*, delete (?:their|my|the) account, abmeld*, abbestell*, kündig*, ablehn*, widerruf*, désinscri*, désabonn*, résili*, refus*, darse de baja, baja, cancel*, afmeld*, opzeg*, weiger*, rezygn*, wypis*, odmow*, disiscri*, annull*, 解約, 退会, 配信停止, 拒否
`);
const COSTS = cue(`
fees?, costs?, (?:real|total|full|final|true) price, charges?, surcharge*, gebühr*, kosten, zusatzkosten, frais, coût*, gastos, costes, tarifas, taxas, custos, opłat*, koszt*, costi, spese, 手数料, 料金, 費用
`);
const PRESELECT = cue(`
pre-?tick*, pre-?check*, pre-?select*, pre-?fill(?:ed|ing)? (?:the )?consent, ticked by default, checked by default, opt(?:ed)? (?:people |users |them )?in by default, by default, automatically (?:subscribe|sign|enrol)*, vorangekreuzt*, vorausgewählt*, vorab angehakt*, voreingestellt*, angekreuzt*, vorangehakt*, pré-?coch*, précoch*, coché* par défaut, par défaut, premarcad*, marcad[oa] por defecto, por defecto, vooraf aangevinkt*, standaard aangevinkt*, pré-?marcad*, pré-?selecionad*, por padrão, domyślnie zaznaczon*, zaznaczon* z góry, domyślnie, preselezionat*, preimpostat*, 最初からチェック, あらかじめチェック, 自動的に登録
`);
const CONSENT = cue(`
consent*, newsletter*, box, boxes, opt-?in, subscri*, insurance, agree*, marketing, tracking, cookies, terms, permission, einwillig*, zustimm*, haken, versicherung*, consentement*, case, abonnement, assurance*, consentimiento*, casilla*, suscri*, seguro, toestemming*, vakje*, verzekering*, consentimento*, caixa*, zgod*, pole, ubezpieczeni*, consenso, casella, 同意, 購読, メルマガ, 保険
`);
const SECRETLY = cue(`
without asking*, without (?:their|people's|the user's|users') (?:knowledge|consent|permission)*, without telling*, secretly, silently, in secret, unnoticed, behind their back*, heimlich*, ohne (?:zu fragen|nachfrage|einwilligung|wissen), unbemerkt, en secret, secrètement, sans (?:demander|leur|prévenir)*, à leur insu, sin (?:preguntar|avisar|permiso)*, a escondidas, en secreto, stiekem, zonder (?:te vragen|toestemming)*, ongemerkt, sem (?:perguntar|avisar|permissão)*, às escondidas, potajemnie, bez (?:pytania|zgody|wiedzy)*, po cichu, di nascosto, senza (?:chiedere|consenso)*, こっそり, 勝手に, 無断
`);
const SHAMES = cue(`
no\\x2c? (?:thanks\\x2c? )?i (?:prefer|like|want|hate|don't)*, stay poor, i (?:hate|don't like|don't want) (?:saving|money|discounts)*, sham(?:e|es|ing)*, guilt*, nein\\x2c? (?:danke\\x2c? )?ich*, beschäm*, non\\x2c? (?:merci\\x2c? )?je*, culpabilis*, no\\x2c? (?:gracias\\x2c? )?prefiero*, avergonz*, nee\\x2c? (?:bedankt\\x2c? )?ik*, não\\x2c? (?:obrigad[oa]\\x2c? )?(?:eu )?prefiro*, nie\\x2c? (?:dziękuję\\x2c? )?wolę*
`);
const MINORS = cue(`
child, children(?!['’]s (?:books?|clothes|shoes|toys|room)), kids?(?!['’]? (?:clothes|wear|shoes)), minors?, teen, teens, teenage*, under-?age*, under (?:16|18|13), schoolchild*, pupils?, toddlers?, kinder, kindern, kindes, minderjährig*, jugendlich*, schüler*, enfants?, mineur*, adolescent*, élèves, niñ*, menores, adolescente*, alumnos, kinderen, minderjarig*, tieners?, scholieren, criança*, menores de idade, dzieci*, nieletni*, nastolatk*, uczni*, bambin*, minorenn*, ragazzini, 子供, 子ども, 未成年, 小学生, 中学生, 児童
`);
const FRAGILE = cue(`
gambl*, addict*, compulsive*, in debt, indebted, over-?indebted, bankrupt*, pregnan*, suicid*, depress*, anorex*, eating disorder*, bereaved, grieving, dementia, in crisis, vulnerable (?:people|users|customers), lonely people, spielsücht*, süchtig*, abhängig*, verschuldet*, schulden, depressiv*, schwanger*, trauernd*, joueurs? compulsif*, accro*, addict*, endett*, dettes, dépressi*, enceinte*, ludópat*, adict*, endeudad*, deudas, deprimid*, embarazad*, gokverslaafd*, verslaafd*, zwanger*, viciad*, endividad*, dívidas, grávida*, uzależni*, zadłużon*, długi, długami, w ciąży, ludopat*, indebitat*, incint*, 依存症, 多重債務, 借金, 妊娠, うつ
`);
const HEALTH = cue(`
medication*, medicine*, patients?, dosage*, doses?, insulin*, allerg*, medical*, health warning*, health data, drug interaction*, symptom*, diabet*, epilep*, seizure*, medikament*, patient*, dosis, dosierung, médicament*, ordonnance*, medicament*, paciente*, alergi*, medicijn*, patiënt*, remédio*, medicação, leków, lekarstw*, pacjent*, farmac*, pazient*, 薬, 服薬, 患者, アレルギー, 投与
`);
const TAKEN_AWAY = cue(`
leave (?:out|off)*, leav(?:e|es|ing) the \\p{L}+ out, leav(?:e|es|ing) the \\p{L}+ \\p{L}+ out, drop*, remov*, skip*, stop*, turn off, hid*, shrink*, delay*, no longer, without, delete*, lower*, omit*, weglass*, wegzulass*, entfern*, überspring*, abschalt*, nicht mehr, supprim*, retir*, omettre, ne plus, quit*, omit*, dejar de, sin, weglat*, verwijder*, overslaan, zonder, remov*, omitir, deixar de, usun*, pomin*, pomiń*, bez, omett*, togli*, 省く, 削除, やめる, 送らない
`);
const SAFEGUARDS = cue(`
age (?:check|verification|gate|limit)s?, password (?:question|check|prompt)*, two-?factor*, 2fa, identity check*, id check*, verification of age, safety (?:warning|notice|check)*, seat ?belt*, warnings?, confirmation before pay*, spending limit*, deposit limit*, alterskontrolle*, altersprüfung*, altersverifikation*, passwortabfrage*, sicherheitsabfrage*, warnhinweis*, einzahlungslimit*, contrôle d'âge, vérification d'âge, vérification de l'âge, mot de passe, avertissement*, verificación de edad, control de edad, contraseña, advertencia*, leeftijdscontrole*, wachtwoordcontrole*, waarschuwing*, verificação de idade, senha, aviso de segurança, weryfikacj* wieku, hasł*, ostrzeżeni*, verifica dell'età, avvertenz*, 年齢確認, 年齢制限, パスワード, 警告
`);
const PERSONAL = cue(`
date of birth, birthday, home address*, postal address*, phone numbers?, contact lists?, address book*, health (?:data|records), location history, precise location, religion*, ethnicity, salary, income, browsing history, private messages, face (?:photo|scan)s?, sexual orientation, geburtsdat*, wohnadresse*, adressbuch, gesundheitsdaten, gehalt, religion, date de naissance, adresse (?:du domicile|personnelle), carnet d'adresses, données de santé, salaire, fecha de nacimiento, dirección (?:de casa|personal), datos de salud, geboortedatum, thuisadres, data de nascimento, dados de saúde, data urodzenia, adres domowy, dane o zdrowiu, data di nascita, 生年月日, 自宅住所, 健康情報, 位置情報, 連絡先
`);
const UNEQUAL = cue(`
(?:different|higher|lower|better|worse|double)* prices?, prices?, fees?, charge (?:\\p{L}+ )?more, offers?, discounts?, interest, preis*, prix, precio*, prijs*, preço*, cen[aęy]*, prezz*, 価格, 値段, 料金
`);
const GROUPS = cue(`
foreign*, names, ethnic*, nationalit*, religio*, muslim*, jew*, christian*, black people, skin colour, skin color, race, women, female*, men, gender, older people, elderly, pensioner*, disabled, disabilit*, immigrant*, migrant*, postcode*, post code*, zip code*, neighbou?rhood*, poor*, rich*, iphone*, mac users, ausländ*, herkunft, frauen, ältere*, senioren, behindert*, postleitzahl*, étrang*, origine, femmes, âgées, handicap*, extranjer*, origen, mujeres, mayores, discapa*, buitenland*, afkomst, vrouwen, ouderen, estrangeir*, mulheres, idosos, cudzoziem*, kobiet*, starsz*, stranier*, donne, anziani, 外国人, 女性, 高齢者, 障害
`);
const MONEYED = cue(`
credit, loans?, debt, on tick, instal?ments?, loot ?box*, spins?, casino*, bets?, betting, jackpot*, kredit*, auf pump, darlehen, ratenzahlung, wett*, crédit*, prêt*, pari*, crédito*, préstamo*, apuesta*, krediet*, lening*, empréstimo*, apostas*, kredyt*, pożyczk*, skrzynk*, zakład*, prestit*, scommess*, ローン, 借入, ガチャ, 賭け, くじ
`);
const SELL = cue(`
buy, buys, buying, purchas*, pay, paid, coins?, gems?, money, spend*, kauf*, münz*, bezahl*, geld, achet*, achat*, pièces, payer, payant*, compr*, monedas, pagar, dinero, kop*, munten, betaal*, moedas, kup*, monet*, płat*, compra*, pagare, 購入, 課金, コイン, 買う
`);

const DECEIVES = 'deceives people: they act on something that is not so';
const FREELY = 'takes from people the means to decide freely';
const ALONE = 'can hurt people who find it hard to protect themselves';

const RULES: readonly Rule[] = [
  { category: 'dark-patterns', all: [FALSE, PERSUADERS], unless: ENDS, harm: DECEIVES, instead: 'real' },
  { category: 'dark-patterns', all: [SCARCE, ALTHOUGH], unless: ENDS, harm: DECEIVES, instead: null },
  { category: 'dark-patterns', all: [CONCEAL, LEAVING], harm: FREELY, instead: null },
  { category: 'dark-patterns', all: [CONCEAL, COSTS], harm: FREELY, instead: null },
  { category: 'dark-patterns', all: [HARDEN, LEAVING], unless: ENDS, harm: FREELY, instead: null },
  {
    category: 'dark-patterns',
    all: [SHAMES, LEAVING],
    harm: 'shames people for their choice',
    instead: null,
  },
  {
    category: 'consent',
    all: [PRESELECT, CONSENT],
    unless: ENDS,
    harm: 'takes consent that was not given',
    instead: null,
  },
  {
    category: 'consent',
    all: [SECRETLY],
    harm: 'does something to people that they did not choose',
    instead: null,
  },
  { category: 'minors', all: [MINORS, SELL], harm: ALONE, instead: null },
  { category: 'minors', all: [MINORS, MONEYED], harm: ALONE, instead: null },
  {
    category: 'minors',
    all: [MINORS],
    harm: 'experiments on people who cannot consent for themselves',
    instead: null,
  },
  { category: 'vulnerable-people', all: [FRAGILE], harm: ALONE, instead: null },
  {
    category: 'health',
    all: [HEALTH, TAKEN_AWAY],
    harm: 'takes away what keeps people from harm',
    instead: null,
  },
  {
    category: 'access',
    all: [SAFEGUARDS, TAKEN_AWAY],
    harm: 'takes away what protects people',
    instead: null,
  },
  {
    category: 'consent',
    all: [PERSONAL],
    unless: ENDS,
    harm: 'uses personal data that the change does not need',
    instead: 'no personal data',
  },
  {
    category: 'money',
    all: [UNEQUAL, GROUPS],
    unless: ENDS,
    harm: 'makes people pay or get something by who they are',
    instead: null,
  },
];

/** The end of a sentence: what it says of one thing is not said of the next. */
const SENTENCES = /(?<=[.!?。！？])\s+|\n/u;

/** The longest part of a sentence that is quoted, in characters. */
const LONGEST = 60;

/** The part of a sentence that holds all matches; the first match if that is too long. */
function quoted(sentence: string, matches: readonly RegExpExecArray[]): string {
  const from = Math.min(...matches.map(({ index }) => index));
  const until = Math.max(...matches.map(({ index, 0: words }) => index + words.length));
  return until - from <= LONGEST ? sentence.slice(from, until) : (matches[0]?.[0] ?? '');
}

/** What a rule finds in a sentence: the words that say it, and what to write in their place. */
function saidBy({ all, unless, ...rule }: Rule, sentence: string): readonly Harm[] {
  const found = all.map((pattern) => pattern.exec(sentence)).filter((match) => match !== null);
  if (found.length < all.length || unless?.test(sentence) === true) return [];
  const words = quoted(sentence, found);
  const instead = rule.instead === 'real' ? words.replace(found[0]?.[0] ?? '', 'real') : rule.instead;
  return [{ ...rule, words, instead }];
}

/** What an idea or a plan does to people, each harm once; empty if nothing stands out. */
export function harmsIn(text: string): readonly Harm[] {
  const sentences = withoutOrders(text).split(SENTENCES);
  const found = sentences.flatMap((sentence) => RULES.flatMap((rule) => saidBy(rule, sentence)));
  return found.filter((one, at) => found.findIndex((other) => other.harm === one.harm) === at);
}
