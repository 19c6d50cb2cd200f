import type { Risk } from '#domain/plan.ts';
import type { RiskCategory } from '#domain/risk/risk-category.ts';

/** Words that name a category, and the risk that they mean at least. Sources of regular expressions over folded text. */
export interface RiskWords {
  readonly category: RiskCategory;
  readonly atLeast: Exclude<Risk, 'low'>;
  /** Stand as whole words, in English, German, French, Spanish, Italian and Portuguese, the gravest in Dutch and Polish. */
  readonly words: readonly string[];
  /** Stand anywhere: scripts that put no blank between words. */
  readonly anywhere?: readonly string[];
}

/** Phrases in which a word means something else: of code, of machines, of games. They are taken out before the words are looked for. */
export const HARMLESS: readonly string[] = [
  '(?:parent|nth|first|last|only)[- ]child(?:ren)?',
  'child(?:ren)? (?:components?|nodes?|process(?:es)?|elements?|themes?|windows?|pages?|routes?|views?|selectors?|class(?:es)?|issues?|tasks?|director(?:y|ies)|folders?|modules?|tables?|rows?|props?|items?|categor(?:y|ies)|spans?|workflows?)',
  '(?:inner )?child of (?:the|a) (?:component|node|element|list|grid|page)',
  'health[- ]?(?:checks?|endpoints?|probes?|bars?|points?|potions?|packs?|dashboards?|monitors?|pages?|scores?|status|meters?|globes?)',
  '(?:server|service|system|cluster|account|project|code|team|app|data|database|job|queue) health',
  'price (?:tag|label) (?:icons?|colou?rs?|fonts?|alignment|position|style)',
  'pay(?:s|ing)? attention',
  '(?:at no|free of) charge',
  'in charge of',
  "children'?s (?:books?|clothes|clothing|shoes|toys|wear|sizes|section|department)",
];

/** What names a category. The list only ever raises a risk, so a word that is often harmless is left out. */
export const RISK_WORDS: readonly RiskWords[] = [
  {
    category: 'money',
    atLeast: 'high',
    words: [
      "(?:rais(?:e|es|ing)|increas(?:e|es|ing)|lower(?:s|ing)?|reduc(?:e|es|ing)|cut(?:s|ting)?|chang(?:e|es|ing)|doubl(?:e|es|ing)|drop(?:s|ping)?|adjust(?:s|ing)?|higher|cheaper|dearer|different|dynamic|personali[sz]ed) (?:(?!(?:of|on|in|at|to|for|near|beside|with) )[a-z'-]+ ){0,3}(?:prices?|pricing|fees?|rents?|insurance premiums?)",
      '(?:prices?|fees?) (?:increase|rise|cut|change|experiment|test)s?',
      'charg(?:e|es|ing) (?:users|customers|players|people|members|guests|drivers|them|a fee|a deposit|more|the card)',
      'refund(?:s|ed|ing)?|charge-?backs?|auto-?renew(?:s|al|als)?|real money|payouts?|withdrawal limits?',
      'loans?|mortgages?|overdrafts?|credit (?:limits?|scores?)|interest rates?|pay-?day',
      'ruckerstattung(?:en)?|ruckzahlung(?:en)?|preiserhohung(?:en)?|kredite?n?|darlehen|gebuhren',
      "rembours(?:er|ements?)|augment(?:er|ation) (?:[a-z']+ ){0,2}(?:prix|tarifs?)|prets? (?:immobiliers?|bancaires?)|frais (?:de|d')",
      'reembols(?:o|os|ar)|subir (?:[a-z]+ ){0,2}precios?|prestamos?|comisiones|hipotecas?',
      'rimbors(?:o|i|are)|aument(?:o|are) (?:[a-z]+ ){0,2}prezz[oi]|prestit[oi]|mutu[oi]',
      'reembolsos?|aument(?:o|ar) (?:[a-z]+ ){0,2}precos?|emprestimos?',
      '(?:preise?n?|gebuhren?|versandkosten) (?:[^ ]+ ){0,6}(?:erhohen|anheben|senken|andern|verdoppeln)',
      '(?:erhohe?n?|senke?n?|andere?n?|verdopp(?:le|eln)) (?:[a-z]+ ){0,3}(?:preise?n?|gebuhren?)',
      'lening(?:en)?|terugbetaling(?:en)?|prijze?n? (?:[a-z]+ ){0,3}(?:verhogen|verlagen)',
      '(?:podniesc|obnizyc|zmienic) (?:[^ ]+ ){0,2}cen[aey]?|zwrot(?:u|y)? pieniedzy|pozyczk[aiy]|kredyt(?:u|y)?',
    ],
    anywhere: ['退款', '涨价', '返金', '値上げ', '贷款', 'ローン'],
  },
  {
    category: 'money',
    atLeast: 'medium',
    words: [
      'prices?|pricing|payments?|pay(?:s|ing)?|purchas(?:e|es|ing)|subscriptions?|invoices?|billing|paywalls?|discounts?|coupons?|deposits?|fees?',
      'preise?n?|bezahl(?:en|ung|ungen)|zahlung(?:en)?|abos?|abonnements?|rechnung(?:en)?|rabatte?',
      'prix|paiements?|abonnements?|factures?|tarifs?|remises?',
      'precios?|pagos?|suscripcion(?:es)?|facturas?|descuentos?',
      'prezz[oi]|pagament[oi]|abbonament[oi]|fattur[ae]|scont[oi]',
      'precos?|pagamentos?|assinaturas?|faturas?|descontos?',
    ],
    anywhere: ['价格', '付款', '支付', '価格', '支払', '料金', '订阅'],
  },
  {
    category: 'minors',
    atLeast: 'high',
    words: [
      'child(?:ren)?|kids?|minors|teen(?:s|agers?)?|adolescents?|toddlers?|pupils|school ?children|under[- ](?:1[0-8]|age)s?|(?:1[0-7]|[5-9])[- ]year[- ]olds?',
      'kindern|(?:fur|die|der|an|von|alle|allen|viele|unsere) kinder|kinder(?: unter| ab| bis|app|modus|profile?|kont(?:o|en)|bereich)|minderjahrige?[nr]?|jugendliche?[nr]?|schuler(?:n|innen)?|unter (?:1[0-8])(?:-?jahrige?n?)?',
      'enfants?|mineure?s|adolescente?s?|(?:les|des|aux) eleves',
      'ninos?|ninas?|menores de edad|adolescentes?',
      'bambin[oie]|minori di|(?:i|ai|dei) minori|minorenni|adolescenti',
      'criancas?|menores de idade',
      'kinderen|minderjarigen?|tieners?|dzieci(?:om|ach|ami)?|dzieck[ao]|nieletni(?:ch|m|mi)?|nastolatk(?:ow|om|i|a)',
    ],
    anywhere: ['未成年', '儿童', '兒童', '子供', '子ども', '小学生', '中学生'],
  },
  {
    category: 'health',
    atLeast: 'high',
    words: [
      'health (?:data|records?|insurance|advice|conditions?|care|information|questionnaires?|plans?|risks?|tips|problems?|claims?)|healthcare|mental health|medical|medications?|medicines?|prescriptions?|patients|diagnos(?:is|es|ed)|symptoms?|diseases?|illness(?:es)?|therap(?:y|ies|ists?)|pregnan(?:t|cy|cies)|suicid(?:e|al)|self-?harm|eating disorders?|weight loss|blood (?:pressure|sugar|tests?)',
      'gesundheit(?:sdaten|s-daten)?|patienten?|patientinnen|medikamente?n?|krankheit(?:en)?|arzt(?:e|termine?)?|schwanger(?:e|en|schaft)?|diagnosen?',
      'sante|medical(?:e|es)?|medicaux|medicaments?|patiente?s|maladies?|grossesse|enceintes',
      'salud|medic(?:o|a|os|as|amentos?)|pacientes|enfermedad(?:es)?|embaraz(?:o|ada|adas)',
      'salute|medic(?:o|a|i|he|inale|inali)|farmac[oi]|pazienti|malatti[ae]|gravidanza',
      'saude|medicamentos?|doencas?|gravidez',
      'allerg(?:y|ies|ic|ens?|ien?|enes?)|alerg(?:ias?|enos?)|dosages?|insulin|medicijn(?:en)?|lekow|lekarstw[ao]?|pacjent(?:a|ow|om)?',
    ],
    anywhere: ['健康数据', '医疗', '患者', '病历', '妊娠', '医療', '怀孕', 'アレルギー', '服薬'],
  },
  {
    category: 'legal',
    atLeast: 'high',
    words: [
      '(?:right of|rights? to) (?:withdraw(?:al)?|cancel|object|be forgotten)|warrant(?:y|ies)|liabilit(?:y|ies)|lawsuits?|legal (?:notices?|terms|status|advice|rights?)|tax (?:returns?|status)|visa (?:applications?|status)|asylum|immigration|evictions?|terms of (?:service|use|sale)|terms and conditions|privacy (?:policy|notice)',
      'widerruf(?:srecht|sfrist|sbelehrung)?|agb|gewahrleistung|datenschutzerklarung|impressum|haftung',
      'droit de retractation|mentions legales|cgv|cgu|conditions generales|garantie legale',
      'derecho de desistimiento|aviso legal|terminos y condiciones|politica de privacidad',
      'diritto di recesso|note legali|termini e condizioni|informativa sulla privacy',
      'direito de arrependimento|termos e condicoes|politica de privacidade',
    ],
    anywhere: ['隐私政策', '服务条款', '利用規約', 'プライバシーポリシー'],
  },
  {
    category: 'access',
    atLeast: 'high',
    words: [
      "passwords?|pass-?codes?|pass-?keys?|two[- ]factor|2fa|mfa|multi-?factor|one-time codes?|account (?:recovery|lock(?:out)?s?|suspension|deletion|access)|(?:lock(?:ed|s|ing)?|suspend(?:ed|s|ing)?|ban(?:ned|s|ning)?|delet(?:e|es|ing)) (?:[a-z']+ ){0,2}(?:accounts?|users|players)|identity (?:checks?|verification|proof)|kyc|security questions?",
      'passwor(?:t|ter|tern)|kennwort(?:er)?|zwei-?faktor(?:-authentifizierung)?|kontosperrung(?:en)?',
      'mots? de passe|double authentification|suspension (?:de|du) comptes?',
      'contrasenas?|doble factor|suspension de cuentas?',
      "parol[ae] d'ordine|autenticazione a due fattori",
      'senhas?|autenticacao de dois fatores',
    ],
    anywhere: ['密码', '密碼', 'パスワード', '二段階認証'],
  },
  {
    category: 'access',
    atLeast: 'medium',
    words: [
      'log-?ins?|log in|sign-?ins?|sign in|sign-?ups?|sign up',
      'anmeld(?:en|ung|ungen)|einloggen',
      'page de connexion|se connecter',
      'iniciar sesion|inicio de sesion',
      'accesso|accedere',
      'iniciar sessao',
    ],
    anywhere: ['登录', '登入', 'ログイン'],
  },
  {
    category: 'dark-patterns',
    atLeast: 'high',
    words: [
      'dark patterns?',
      "confirm-?sham(?:e|ing)|roach motel|(?:fake|false|artificial) (?:[a-z-]+ ){0,2}(?:scarcity|urgency|countdowns?|timers?|stock|reviews?|ratings?|discounts?|deadlines?)|hidden (?:costs?|fees?|charges?)|pre-?(?:ticked|checked|selected)|(?:hid(?:e|es|ing)|bur(?:y|ies|ying)|obscur(?:e|es|ing)) (?:[a-z']+ ){0,3}(?:cancel|cancellation|unsubscribe|opt-?out|decline|reject|fees?|costs?)|harder to (?:cancel|unsubscribe|leave|refuse|decline|find)|guilt-?trip(?:s|ping)?",
      'vorausgewahlt(?:e[nrs]?)?|vorangekreuzt(?:e[nrs]?)?|falsche[nrs]? (?:bewertungen?|countdowns?|rabatte?)|versteckte[nrs]? (?:kosten|gebuhren)',
      'pre-?coche[es]*|faux (?:avis|compte a rebours|rabais)|frais caches',
      'premarcad[oa]s?|(?:resenas|opiniones) falsas|costes? ocultos?|costos? ocultos?',
      'preselezionat[aeio]|recensioni false|costi nascosti',
      'pre-?selecionad[oa]s?|avaliacoes falsas|custos ocultos',
    ],
  },
  {
    category: 'consent',
    atLeast: 'high',
    words: [
      "consents?|cookie (?:banners?|notices?|walls?)|without (?:asking|telling) (?:them|users|people|customers|players)|track(?:s|ing)? (?:[a-z']+ ){0,2}(?:users|people|customers|location)|location (?:data|tracking|history)|personal data|(?:sell|shar)(?:e|es|ing)? (?:[a-z']+ ){0,3}data|biometric|face recognition|facial recognition",
      'einwilligung(?:en)?|cookie-?banner|personenbezogene[nr]? daten|standortdaten',
      'consentements?|bandeau cookies?|donnees personnelles|geolocalisation',
      'consentimientos?|datos personales|geolocalizacion',
      'consens[oi]|dati personali|geolocalizzazione',
      'consentimentos?|dados pessoais',
      "without asking(?! (?:for|a|which|why|twice))|secretly|behind (?:their|people's) backs?|heimlich(?:e[nrs]?)?|ungefragt|en secret|sans (?:demander|prevenir)",
      'sin (?:preguntar|avisar)|di nascosto|sem perguntar|stiekem|zonder te vragen|potajemnie|bez (?:pytania|zgody|wiedzy)',
    ],
    anywhere: ['同意', '个人信息', '個人情報', '位置情報', 'こっそり', '無断', '勝手に'],
  },
  {
    category: 'consent',
    atLeast: 'medium',
    words: [
      'opt-?in|opt-?out|opt in|opt out|unsubscrib(?:e|es|ing)|abmelden|abbestellen|desabonner|darse de baja',
    ],
  },
  {
    category: 'vulnerable-people',
    atLeast: 'high',
    words: [
      'gambl(?:e|es|ing|ers?)|betting|wagers?|casinos?|loot ?boxes|addict(?:s|ed|ion|ive)?|compulsive|in debt|indebted|homeless|refugees?|disabled (?:people|users|persons|players|customers)|disabilit(?:y|ies)|elderly|bereave(?:d|ment)|domestic violence|ethnicity|ethnic|religio(?:n|us)|sexual orientation|alcohol|tobacco|vap(?:e|es|ing)|firearms?',
      'glucksspiele?|spielsucht|suchtig(?:e[nr]?)?|verschuldete?[nr]?|behinderung(?:en)?|senioren|religion|alkohol',
      "jeux? d'argent|addiction|endettes?|handicapes?|personnes agees|alcool",
      'apuestas|ludopatia|endeudad[oa]s?|discapacidad|ancianos|alcohol',
      "gioco d'azzardo|indebitati|disabili|anziani|alcolici",
      'apostas|jogos? de azar|endividados|idosos',
    ],
    anywhere: ['赌博', '賭博', 'ギャンブル', '残疾', '老人'],
  },
];
