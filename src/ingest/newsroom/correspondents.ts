import type { ImageRecord, Localized, SocialAccountRecord } from '../../content/records.ts';
import { image } from './story.ts';

export interface SampleCorrespondent {
  readonly slug: string;
  readonly name: string;
  readonly title: Localized;
  readonly bio: Localized;
  readonly beats: readonly string[];
  readonly accounts?: readonly SocialAccountRecord[];
  readonly portrait?: ImageRecord;
  readonly formerSlugs?: readonly string[];
}

const portrait = (slug: string, name: string): ImageRecord =>
  image(`portraits/${slug}`, `Portrait of ${name}`, name, 'Pavel Dorn');

/** Who signs the sample stories. */
export const CORRESPONDENTS: readonly SampleCorrespondent[] = [
  {
    slug: 'lena-marsh',
    name: 'Lena Marsh',
    title: { en: 'Harbour correspondent', fr: 'Correspondante au port', ar: 'مراسلة الميناء' },
    bio: {
      en: 'Lena Marsh has covered ports, ships and those who work on them for eleven years. She grew up above a chandler’s shop.',
      fr: 'Lena Marsh couvre les ports, les navires et ceux qui y travaillent depuis onze ans.',
      ar: 'تغطي لينا مارش أخبار الموانئ والسفن منذ أحد عشر عاما.',
    },
    beats: ['trade', 'fisheries', 'velmora'],
    accounts: [{ platform: 'X', handle: 'lenamarsh_news', url: 'https://x.com/lenamarsh_news' }],
    portrait: portrait('lena-marsh', 'Lena Marsh'),
    formerSlugs: ['l-marsh'],
  },
  {
    slug: 'omar-haddad',
    name: 'Omar Haddad',
    title: { en: 'Delta correspondent', fr: 'Correspondant dans le delta', ar: 'مراسل الدلتا' },
    bio: {
      en: 'Omar Haddad reports from the villages of the Ashe delta, by boat when the roads are under water.',
      fr: 'Omar Haddad raconte les villages du delta de l’Ashe, en barque quand les routes sont sous l’eau.',
      ar: 'يكتب عمر حداد من قرى دلتا آش، وبالقارب حين تغمر المياه الطرق.',
    },
    beats: ['ashe-delta', 'climate'],
    accounts: [{ platform: 'MASTODON', handle: 'omar@press.example', url: 'https://press.example/@omar' }],
    portrait: portrait('omar-haddad', 'Omar Haddad'),
  },
  {
    slug: 'claire-besson',
    name: 'Claire Besson',
    title: { en: 'Political editor', fr: 'Cheffe du service politique' },
    bio: {
      en: 'Claire Besson leads the political desk. Before that she kept the minutes of the city council, and read them.',
      fr: 'Claire Besson dirige le service politique. Elle a d’abord tenu les procès-verbaux du conseil municipal, et les a lus.',
    },
    beats: ['politics', 'elections', 'justice'],
    portrait: portrait('claire-besson', 'Claire Besson'),
  },
  {
    slug: 'julien-arnaud',
    name: 'Julien Arnaud',
    title: { en: 'Critic', fr: 'Critique' },
    bio: {
      en: 'Julien Arnaud writes on film and music. He plays the viola, for himself.',
      fr: 'Julien Arnaud écrit sur le cinéma et la musique. Il joue de l’alto, pour lui seul.',
    },
    beats: ['film', 'music', 'books'],
  },
  {
    slug: 'nadia-ferris',
    name: 'Nadia Ferris',
    title: { en: 'Science reporter', fr: 'Journaliste scientifique' },
    bio: {
      en: 'Nadia Ferris trained as an oceanographer and still checks the error bars.',
      fr: 'Nadia Ferris est océanographe de formation et vérifie encore les barres d’erreur.',
    },
    beats: ['science', 'oceans', 'health'],
    accounts: [
      {
        platform: 'BLUESKY',
        handle: 'nadia.press.example',
        url: 'https://bsky.app/profile/nadia.press.example',
      },
    ],
    portrait: portrait('nadia-ferris', 'Nadia Ferris'),
  },
  {
    slug: 'tom-okafor',
    name: 'Tom Okafor',
    title: { en: 'Sports writer', fr: 'Journaliste sportif' },
    bio: { en: 'Tom Okafor has missed one home match since 2009, for a wedding. It was his own.' },
    beats: ['football', 'sailing'],
  },
  {
    slug: 'mireille-gagnon',
    name: 'Mireille Gagnon',
    title: { 'fr-CA': 'Correspondante à Québec', fr: 'Correspondante au Québec', en: 'Quebec correspondent' },
    bio: { fr: 'Mireille Gagnon suit le Saint-Laurent, ses glaces et ses traversiers.' },
    beats: ['energy', 'transport'],
  },
  {
    slug: 'salma-nouri',
    name: 'Salma Nouri',
    title: { en: 'Reporter and translator', fr: 'Journaliste et traductrice', ar: 'صحفية ومترجمة' },
    bio: {
      en: 'Salma Nouri reports on cities and translates between three languages.',
      ar: 'تكتب سلمى نوري عن المدن وتترجم بين ثلاث لغات.',
    },
    beats: ['housing', 'carvane'],
  },
  {
    slug: 'pavel-dorn',
    name: 'Pavel Dorn',
    title: { en: 'Photographer', fr: 'Photographe' },
    bio: { en: 'Pavel Dorn photographs weather, and people in it.' },
    beats: [],
  },
];
