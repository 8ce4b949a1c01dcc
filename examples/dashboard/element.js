/** An element with attributes and children. Texts are texts: what an editor wrote is never read as markup. */
export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  return dress(made, attributes, children);
};

/** The same for a drawing. */
export const drawn = (name, attributes = {}, ...children) =>
  dress(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);

const dress = (made, attributes, children) => {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
};
