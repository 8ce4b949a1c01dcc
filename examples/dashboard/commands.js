import { ask } from './gateway.js';

const PAYLOAD = 'article { id version status } userErrors { message } conflict { expected stored }';
const command = (name, type) =>
  `mutation Command($input: ${type}!) { payload: ${name}(input: $input) { ${PAYLOAD} } }`;

/** What a command came to: the story, or why nothing was written, in words for whoever gave it. */
const give = async (name, type, input) => {
  const { payload } = await ask(command(name, type), { input });
  const words = payload.userErrors.map(({ message }) => message);
  if (payload.conflict !== null)
    words.push(`You saw version ${payload.conflict.expected}; it is ${payload.conflict.stored} by now.`);
  return { article: payload.article, trouble: words.join(' ') };
};

export const saveDraft = (headline, text) =>
  give('saveDraft', 'SaveDraftInput', {
    story: { headline, blocks: [{ paragraph: { content: { text } } }] },
  });

/** Each of these names the version that the editor has seen: what somebody else wrote meanwhile is never lost. */
export const publish = ({ id, version }) => give('publishArticle', 'PublishArticleInput', { id, version });

export const correct = ({ id, version }, note, headline) =>
  give('correctArticle', 'CorrectArticleInput', {
    id,
    version,
    type: 'CORRECTION',
    note: { text: note },
    ...(headline !== '' && { story: { headline } }),
  });

export const retract = ({ id, version }, note) =>
  give('retractArticle', 'RetractArticleInput', { id, version, note: { text: note } });
