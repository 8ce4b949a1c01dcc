/** The front pages of two days in two languages, in the editors' order; stories by slug. */
export interface SampleEdition {
  readonly locale: string;
  readonly title: string;
  readonly daysAgo: number;
  readonly sections: readonly {
    readonly title: string | null;
    readonly tag?: string;
    readonly slugs: readonly string[];
  }[];
}

export const EDITIONS: readonly SampleEdition[] = [
  {
    locale: 'en',
    title: 'The morning',
    daysAgo: 0,
    sections: [
      { title: null, slugs: ['delta-flood-live', 'harbour-reopens-after-storm', 'why-the-bay-glows'] },
      {
        title: 'Politics',
        tag: 'politics',
        slugs: ['bridge-vote-preview', 'barrier-minister-post', 'rent-and-tide'],
      },
      {
        title: 'Business',
        tag: 'business',
        slugs: ['crane-inspection-report', 'merger-of-the-yards', 'eel-quota-cut'],
      },
      { title: 'Sport', tag: 'sport', slugs: ['ninetieth-minute', 'regatta-forty-one'] },
      { title: 'And then', slugs: ['orchestra-by-boat', 'who-reads-the-meter', 'night-ferry-timetable'] },
    ],
  },
  {
    locale: 'en',
    title: 'The morning',
    daysAgo: 1,
    sections: [
      { title: null, slugs: ['crane-inspection-report', 'crew-names-withheld', 'pier-data-opened'] },
      { title: 'Politics', tag: 'politics', slugs: ['bridge-vote-preview', 'barrier-minister-post'] },
      { title: 'And then', slugs: ['orchestra-by-boat', 'rent-and-tide'] },
    ],
  },
  {
    locale: 'fr',
    title: 'Le matin',
    daysAgo: 0,
    sections: [
      { title: null, slugs: ['le-port-rouvre-apres-la-tempete', 'carnet-de-crue', 'la-lumiere-de-la-baie'] },
      { title: 'Politique', tag: 'politics', slugs: ['un-pont-deux-rives-onze-voix', 'le-juge-et-la-maree'] },
      { title: 'Culture', tag: 'culture', slugs: ['un-orchestre-descend-le-fleuve', 'cinema-flottant'] },
      { title: 'Ailleurs', tag: 'world', slugs: ['traversier-dans-les-glaces'] },
    ],
  },
  {
    locale: 'fr',
    title: 'Le matin',
    daysAgo: 1,
    sections: [
      { title: null, slugs: ['temperatures-de-la-jetee', 'un-pont-deux-rives-onze-voix'] },
      { title: 'Culture', tag: 'culture', slugs: ['un-orchestre-descend-le-fleuve'] },
    ],
  },
];
