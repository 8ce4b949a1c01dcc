import type { Localized, TagKind } from '../../content/records.ts';

export interface SampleTag {
  readonly slug: string;
  readonly kind: TagKind;
  readonly name: Localized;
  readonly description?: Localized;
  readonly parent?: string;
  readonly aliases?: readonly string[];
  readonly sameAs?: readonly string[];
  readonly mergedInto?: string;
  readonly retired?: boolean;
}

const name = (en: string, fr: string, ar: string): Localized => ({ en, fr, ar });

/** What the sample stories are about, after the kinds of IPTC's Media Topics. Parents stand before their children. */
export const TAGS: readonly SampleTag[] = [
  { slug: 'world', kind: 'SECTION', name: name('World', 'Monde', 'العالم'), aliases: ['international'] },
  { slug: 'politics', kind: 'SECTION', name: name('Politics', 'Politique', 'سياسة') },
  {
    slug: 'business',
    kind: 'SECTION',
    name: name('Business', 'Économie', 'اقتصاد'),
    aliases: ['economy', 'money'],
  },
  { slug: 'science', kind: 'SECTION', name: name('Science', 'Sciences', 'علوم') },
  { slug: 'culture', kind: 'SECTION', name: name('Culture', 'Culture', 'ثقافة'), aliases: ['arts'] },
  { slug: 'sport', kind: 'SECTION', name: name('Sport', 'Sport', 'رياضة'), aliases: ['sports'] },
  { slug: 'opinion', kind: 'SECTION', name: name('Opinion', 'Opinions', 'رأي') },
  {
    slug: 'climate',
    kind: 'TOPIC',
    parent: 'science',
    name: name('Climate', 'Climat', 'المناخ'),
    description: {
      en: 'What a warmer world does, and what is done about it.',
      fr: 'Ce que fait un monde plus chaud, et ce que l’on y fait.',
    },
    aliases: ['climate-change', 'global-warming'],
    sameAs: ['https://www.wikidata.org/wiki/Q7942'],
  },
  {
    slug: 'oceans',
    kind: 'TOPIC',
    parent: 'climate',
    name: name('Oceans', 'Océans', 'المحيطات'),
    aliases: ['sea'],
  },
  { slug: 'energy', kind: 'TOPIC', parent: 'climate', name: name('Energy', 'Énergie', 'الطاقة') },
  { slug: 'health', kind: 'TOPIC', parent: 'science', name: name('Health', 'Santé', 'الصحة') },
  {
    slug: 'artificial-intelligence',
    kind: 'TOPIC',
    parent: 'science',
    name: name('Artificial intelligence', 'Intelligence artificielle', 'الذكاء الاصطناعي'),
    aliases: ['ai'],
  },
  { slug: 'elections', kind: 'TOPIC', parent: 'politics', name: name('Elections', 'Élections', 'انتخابات') },
  {
    slug: 'justice',
    kind: 'TOPIC',
    parent: 'politics',
    name: name('Justice', 'Justice', 'عدالة'),
    aliases: ['courts'],
  },
  { slug: 'housing', kind: 'TOPIC', parent: 'politics', name: name('Housing', 'Logement', 'الإسكان') },
  { slug: 'trade', kind: 'TOPIC', parent: 'business', name: name('Trade', 'Commerce', 'تجارة') },
  {
    slug: 'fisheries',
    kind: 'TOPIC',
    parent: 'business',
    name: name('Fisheries', 'Pêche', 'مصايد الأسماك'),
    aliases: ['fishing'],
  },
  { slug: 'transport', kind: 'TOPIC', parent: 'business', name: name('Transport', 'Transports', 'النقل') },
  {
    slug: 'film',
    kind: 'TOPIC',
    parent: 'culture',
    name: name('Film', 'Cinéma', 'سينما'),
    aliases: ['cinema'],
  },
  { slug: 'music', kind: 'TOPIC', parent: 'culture', name: name('Music', 'Musique', 'موسيقى') },
  { slug: 'books', kind: 'TOPIC', parent: 'culture', name: name('Books', 'Livres', 'كتب') },
  {
    slug: 'football',
    kind: 'TOPIC',
    parent: 'sport',
    name: name('Football', 'Football', 'كرة القدم'),
    aliases: ['soccer'],
  },
  { slug: 'sailing', kind: 'TOPIC', parent: 'sport', name: name('Sailing', 'Voile', 'الإبحار الشراعي') },
  { slug: 'carvane', kind: 'PLACE', parent: 'world', name: name('Carvane', 'Carvane', 'كارفان') },
  {
    slug: 'velmora',
    kind: 'PLACE',
    parent: 'carvane',
    name: name('Velmora', 'Velmora', 'فيلمورا'),
    description: {
      en: 'The harbour city at the mouth of the Ashe.',
      fr: 'La ville portuaire à l’embouchure de l’Ashe.',
    },
  },
  {
    slug: 'ashe-delta',
    kind: 'PLACE',
    parent: 'carvane',
    name: name('Ashe delta', 'Delta de l’Ashe', 'دلتا آش'),
    aliases: ['delta'],
  },
  {
    slug: 'ines-valcourt',
    kind: 'PERSON',
    parent: 'politics',
    name: name('Inès Valcourt', 'Inès Valcourt', 'إيناس فالكور'),
    description: { en: 'Mayor of Velmora.', fr: 'Maire de Velmora.' },
  },
  {
    slug: 'tomas-reyd',
    kind: 'PERSON',
    parent: 'politics',
    name: name('Tomas Reyd', 'Tomas Reyd', 'توماس ريد'),
    description: { en: 'Carvane’s minister of ports.', fr: 'Ministre des Ports du Carvane.' },
  },
  {
    slug: 'harbour-authority',
    kind: 'ORGANISATION',
    parent: 'business',
    name: name('Harbour Authority', 'Autorité portuaire', 'سلطة الميناء'),
    aliases: ['port-authority'],
  },
  {
    slug: 'meridian-orchestra',
    kind: 'ORGANISATION',
    parent: 'music',
    name: name('Meridian Orchestra', 'Orchestre Méridien', 'أوركسترا ميريديان'),
  },
  {
    slug: 'delta-flood',
    kind: 'EVENT',
    parent: 'climate',
    name: name('Delta flood', 'Crue du delta', 'فيضان الدلتا'),
  },
  {
    slug: 'regatta',
    kind: 'EVENT',
    parent: 'sailing',
    name: name('Ashe Regatta', 'Régate de l’Ashe', 'سباق آش'),
  },
  {
    slug: 'marine-life',
    kind: 'TOPIC',
    parent: 'climate',
    name: name('Marine life', 'Vie marine', 'الحياة البحرية'),
    mergedInto: 'oceans',
  },
  {
    slug: 'world-fair',
    kind: 'EVENT',
    parent: 'world',
    name: name('World fair', 'Exposition', 'المعرض'),
    retired: true,
  },
];
