import type { Availability, SocialMediaRecord } from '../../content/records.ts';

export interface SamplePost {
  /** What stories call it. */
  readonly key: string;
  readonly url: string;
  readonly name: string;
  readonly text: string;
  readonly hoursAgo: number;
  readonly availability?: Availability;
  readonly media?: readonly SocialMediaRecord[];
}

const photo = (name: string, alt: string): readonly SocialMediaRecord[] => [
  {
    url: `https://media.news.example/posts/${name}.jpg`,
    alt,
    mediaType: 'image/jpeg',
    width: 1_200,
    height: 900,
  },
];

/** What was said on five platforms. Two of the posts are gone from theirs. */
export const POSTS: readonly SamplePost[] = [
  {
    key: 'harbour-closed',
    url: 'https://x.com/VelmoraHarbour/status/1790000000000000001',
    name: 'Velmora Harbour',
    text: 'The inner basin is closed to traffic until further notice. Pilots, call channel 12.',
    hoursAgo: 30,
  },
  {
    key: 'harbour-open',
    url: 'https://x.com/VelmoraHarbour/status/1790000000000000002',
    name: 'Velmora Harbour',
    text: 'The inner basin is open again. Thank you for your patience, and for the biscuits.',
    hoursAgo: 6,
  },
  {
    key: 'mayor-bridge',
    url: 'https://x.com/InesValcourt/status/1790000000000000003',
    name: 'Inès Valcourt',
    text: 'On ne ferme pas un pont, on ouvre une rive. Rendez-vous samedi.',
    hoursAgo: 52,
  },
  {
    key: 'minister-deleted',
    url: 'https://x.com/TomasReyd/status/1790000000000000004',
    name: 'Tomas Reyd',
    text: 'The delta does not need a barrier. It needs patience.',
    hoursAgo: 76,
    availability: 'DELETED',
  },
  {
    key: 'leak-withheld',
    url: 'https://x.com/quaywatcher/status/1790000000000000005',
    name: 'Quay watcher',
    text: 'Names of the crew, as read out on the quay this morning.',
    hoursAgo: 33,
    availability: 'WITHHELD',
  },
  {
    key: 'nadia-plankton',
    url: 'https://bsky.app/profile/nadia.press.example/post/3kplankton22',
    name: 'Nadia Ferris',
    text: 'Under the microscope: the reason why the bay glowed last night.',
    hoursAgo: 20,
    media: photo('plankton', 'Round glowing cells under a microscope'),
  },
  {
    key: 'institute-data',
    url: 'https://bsky.app/profile/ocean-institute.example/post/3kdata77',
    name: 'Institute of the Sea',
    text: 'Forty years of daily temperatures from the pier, now open to everybody.',
    hoursAgo: 40,
  },
  {
    key: 'orchestra-tour',
    url: 'https://bsky.app/profile/meridian.example/post/3ktour88',
    name: 'Meridian Orchestra',
    text: 'Eleven towns, one boat, no piano on the third day. We go anyway.',
    hoursAgo: 90,
  },
  {
    key: 'omar-road',
    url: 'https://press.example/@omar/111000000000000001',
    name: 'Omar Haddad',
    text: 'The road to Saltmeadow ends here today. The bus driver has gone fishing from it.',
    hoursAgo: 9,
    media: photo('road', 'A road running into brown water'),
  },
  {
    key: 'omar-pumps',
    url: 'https://press.example/@omar/111000000000000002',
    name: 'Omar Haddad',
    text: 'وصلت المضخات إلى القرية قبل الفجر. الماء ينحسر ببطء.',
    hoursAgo: 4,
  },
  {
    key: 'archive-map',
    url: 'https://maps.example/@archive/111000000000000003',
    name: 'City archive',
    text: 'The 1911 map of the delta, with every dyke that is no longer there.',
    hoursAgo: 60,
  },
  {
    key: 'regatta-start',
    url: 'https://www.instagram.com/p/CzRegatta01/',
    name: 'Ashe Regatta',
    text: 'Forty-one sails at the line. Wind: just enough.',
    hoursAgo: 26,
    media: photo('regatta', 'Sails at a starting line'),
  },
  {
    key: 'chef-eel',
    url: 'https://www.instagram.com/p/CzEelStew02/',
    name: 'Maison Torve',
    text: 'Eel stew is back on the card. The eels were asked.',
    hoursAgo: 110,
  },
  {
    key: 'match-goal',
    url: 'https://www.youtube.com/watch?v=velmoraGoa1',
    name: 'Velmora FC',
    text: 'The goal of the ninetieth minute, from the stand.',
    hoursAgo: 14,
  },
  {
    key: 'council-stream',
    url: 'https://www.youtube.com/watch?v=councilStr2',
    name: 'City of Velmora',
    text: 'The council debates the bridge: recording of the whole sitting.',
    hoursAgo: 50,
  },
];
