/** Words whose claims only code may make, or that must agree with a computed figure; each list is one kind of claim. */
import { wordList } from '#agents/word-list.ts';

/** A number without a digit, in the languages that teams of this product write most: a reader would take it for a computed figure. */
export const NUMBER_WORDS = wordList(`
zero, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen,
twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety, hundreds?, thousands?, millions?, billions?, trillions?, dozens?,
twice, thrice, double[ds]?, doubling, triple[ds]?, tripling, quadrupl\\p{L}*, \\p{L}*[- ]?fold, hal(?:f|ves|ved), halving, quarters?, thirds?, fourths?, fifths?, tenths?,
per ?cents?, percentages?, percentage points?, basis points?, pp, majority, minority, most of, nearly all, almost all, one in, one out of, (?<!no )one (?=hundred|thousand|million|billion|per ?cent|percentage|point|player|user|customer|unit|order|visit\\p{L}+|more|less|extra),
ein(?:e|er|en|em|es)? (?=million|milliarde|prozent|hundert|tausend|viertel|drittel|halb\\p{L}*), zwei, drei, vier, fünf, sechs, sieben, acht, neun, zehn, zwölf, \\p{L}*zehn, \\p{L}*zig, \\p{L}*ßig, \\p{L}*hundert, \\p{L}*tausend, million(?:en)?, milliarden?, prozent\\p{L}*, doppel\\p{L}*, doppelt, dreifach\\p{L}*, \\p{L}+fache?[ns]?, hälfte, viertel, drittel, verdoppel\\p{L}*, halbier\\p{L}*, dutzend,
deux, trois, quatre, cinq, sept, huit, neuf, dix, onze, douze, treize, quatorze, quinze, vingt, trente, quarante, cinquante, soixante, cents?, mille, milliers?, milliards?, pour ?cent, doublé?e?s?, triplé?e?s?, moitié, dizaines?, douzaines?, centaines?,
dos, tres, cuatro, cinco, seis, siete, ocho, nueve, diez, doce, trece, veinte, treinta, cuarenta, cincuenta, sesenta, setenta, ochenta, noventa, cien(?:to)?, millón, millones, por ?ciento, doble, triple, mitad, tercio, cuarto, decenas?, docenas?,
tre, quattro, cinque, sei, sette, otto, nove, dieci, venti, trenta, quaranta, cinquanta, cento, mila, milion[ei], miliard[oi], per cento, doppi[oa], metà, terzo, decin[ae], dozzin[ae],
dois, duas, três, quatro, sete, oito, dez, vinte, trinta, cem, milhão, milhões, por cento, dobro, metade, dezenas?, dúzias?,
twee, drie, vijf, zes, zeven, acht, negen, tien, twaalf, twintig, dertig, honderd, duizend, miljoen, miljard, procent, dubbel\\p{L}*, helft, kwart, derde, tiental, tientallen,
två, tre, fyra, sju, åtta, nio, tio, tolv, tjugo, trettio, hundra, tusen, miljon(?:er)?, dubbelt?, hälften,
dwa, dwie, trzy, cztery, pięć, sześć, siedem, osiem, dziewięć, dziesięć, dwadzieścia, tysiąc\\p{L}*, milion\\p{L}*, podwo\\p{L}*, połow\\p{L}*
`);

/** The effect goes up. */
export const UP_WORDS = wordList(`
r[iou]s(?:e|es|en|ing), rose, increas\\p{L}*, grow(?:s|n|ing|th)?, grew, climb\\p{L}*, gain(?:s|ed|ing)?, jump\\p{L}*, surg\\p{L}*, soar\\p{L}*, higher, (?<!(?:sign|set|show|warm|pick|end|catch|look|follow|make|start|speed|pop)(?:s|ed|ing)?[- ])up, upwards?, boost\\p{L}*, lift(?:s|ed|ing)?, more, rais(?:e|es|ed|ing), expand\\p{L}*, exceed\\p{L}*, skyrocket\\p{L}*, rocket(?:s|ed)?, explod\\p{L}*, spik(?:e|es|ed)(?=\\W|$), through the roof, outperform\\p{L}*
`);

/** The effect goes down. */
export const DOWN_WORDS = wordList(`
fall(?:s|en|ing)?, fell, drop(?:s|ped|ping)?, decreas\\p{L}*, declin\\p{L}*, shr[iau]nk\\p{L}*, los(?:e|es|s|ses|ing), lost, lower(?:s|ed|ing)?, down, downwards?, less, fewer, sank, sink(?:s|ing)?, slid, slip(?:s|ped)?, plunge[ds]?, reduc\\p{L}*, cut(?:s|ting)?, dip(?:s|ped)?, plummet\\p{L}*, tank(?:s|ed)?, tumbl\\p{L}*, collaps\\p{L}*, slump\\p{L}*, nosediv\\p{L}*, underperform\\p{L}*
`);

/** The effect is good. */
export const BETTER_WORDS = wordList(`
better, best, improv\\p{L}*, succe\\p{L}*, win(?:s|ning|ner|ners)?, won, positive(?:ly)?, beneficial, benefit(?:s|ed)?, help(?:s|ed|ful)?, works?, worked, outperform\\p{L}*, great, excellent, encouraging, promising, healthy, favou?rable, beats?, beaten, crush(?:es|ed)?, thriv\\p{L}*, superb, fantastic
`);

/** The effect is bad. */
export const WORSE_WORDS = wordList(`
worse(?:n|ns|ned|ning)?, worst, harm(?:s|ed|ful|ing)?, hurt(?:s|ing)?, damag\\p{L}*, negative(?:ly)?, fail(?:s|ed|ing|ure)?, bad(?:ly)?, poor(?:ly)?, disappoint\\p{L}*, detriment\\p{L}*, unfavou?rable, deteriorat\\p{L}*, regress\\p{L}*
`);

/** What to do is said by the rules alone, and what was decided by people alone. */
export const DECIDING_WORDS = wordList(`
ship(?:s|ped|ping)?, launch\\p{L}*, releas(?:e|es|ed|ing), roll(?:s|ed|ing)? (?:it |this |the \\p{L}+ )?(?:out|back), rollouts?, rollbacks?, deploy\\p{L}*, go live, goes live, adopt(?:s|ed|ing)?, stop(?:s|ped|ping)?(?! (?:at|by|in|on|when|before|after|reading|playing|short|there)), halt\\p{L}*, kill\\p{L}*, end(?:s|ed|ing)? (?:it|this|the (?:test|experiment|change)|now|here), abandon\\p{L}*, abort\\p{L}*, discard\\p{L}*, keep(?:s|ing)?(?= (?:it|this|the (?:change|treatment|control|test|experiment)|running|going)), revert\\p{L}*, pause[ds]?, extend(?:s|ed|ing)?, continue[ds]?(?= (?:it|this|the (?:test|experiment)|running|as planned)), proceed\\p{L}*, merge[ds]?, enable[ds]?, disable[ds]?, turn(?:s|ed)? (?:it )?(?:on|off), switch(?:es|ed)? (?:it )?(?:on|off), (?<=^|[.!?] )wait, wait(?= (?:for|until) (?:more|the next|another|further)), decided, decisions?, recommend\\p{L}*, suggest\\p{L}*, advis(?:e|es|ed)|advice, should, must, ought, shall, let us, let's, need(?:s|ed)? to, have to, has to, time to, safe to, ready (?:to|for), next steps? (?:is|are|for|of the team), (?:choose|pick|prefer)s?(?= (?:it|this|the (?:change|treatment|control|variant|new)|(?:treatment|control|variant))), win(?:ner)s?,
approv\\p{L}*, sign(?:s|ed)?[- ]?off(?:s)?, signed, agree[ds]?, confirm\\p{L}*, authori[sz]\\p{L}*, endors\\p{L}*, consent\\p{L}*, permission, permitted, allow(?:s|ed)? by, lgtm, green ?light\\p{L}*, go[- ]ahead, ok(?:ay)?(?:ed|d)?(?: (?:by|from))?, blessed, veto\\p{L}*, override[ds]?, overrule[ds]?
`);

/** How sure a finding is, which only the statistics may say. */
export const PROOF_WORDS = wordList(`
prove[ds]?, proven, proof, proofs, proving, significan\\p{L}*, certain(?:ly|ty)?, sure(?:ly)?, definite(?:ly)?, undoubtedly, doubtless, no doubt, without doubt, guarantee\\p{L}*, conclusive(?:ly)?, inconclusive(?:ly)?, clear(?:ly)?, obvious(?:ly)?, evident(?:ly)?, confident(?:ly)?, confidence, likely, unlikely, probabl[ey], probability, chances?, odds, no effects?, no difference, no impact, no change, demonstrat\\p{L}*, establish(?:es|ed), show(?:s|ed|n) that, caus(?:e|es|ed|al|ally)
`);

/** Trouble with the data or the system, which only the checks may say. */
export const ALARM_WORDS = wordList(`
alarm\\p{L}*, alert\\p{L}*, broken?, breaks?, bugs?, buggy, crash\\p{L}*, outages?, incidents?, errors?, corrupt\\p{L}*, invalid\\p{L}*, unreliab\\p{L}*, untrustworthy, trust\\p{L}*, mismatch\\p{L}*, skew\\p{L}*, bias\\p{L}*, contaminat\\p{L}*, tamper\\p{L}*, fraud\\p{L}*, bots?, duplicat\\p{L}*, missing, lost events?, sample ratio, srm, emergenc\\p{L}*, urgent\\p{L}*, immediate(?:ly)?, danger\\p{L}*, risk(?:s|y)?, warning, severe(?:ly)?, critical(?:ly)?, catastroph\\p{L}*, disaster\\p{L}*, leak(?:s|ed)?, privacy, unsafe
`);

/** Small words that stand in nearly each sentence of another language and in none of English. */
export const FOREIGN_WORDS = wordList(`
der, das, und, nicht, ist, sind, wird, wurde, dass, mit, für, auf, eine[rmns]?, zu, le, les, des, est, sont, une, dans, pour, avec, pas, que, qui, el, los, las, una, es, está, con, por, para, il, gli, della, di, che, è, sono, per, não, uma, com, het, een, niet, zijn, och, inte, är, att, nie, jest, się, oraz
`);

/** The beginning of something that a chat would make a link, a mention or a button of. */
export const MARKUP =
  /[<>@#*_`~[\]{}|\\/]|:\/\/|\bwww\.|\b[\p{L}\d-]+\.(?:com|org|net|io|dev|app|co|ai|me|ly|info|biz|xyz|de|fr|uk|ru|cn)\b|:[a-z_]+:|[\r\n\p{C}]/iu;
