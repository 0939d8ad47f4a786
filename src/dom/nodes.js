/**
 * The DOM's own properties and methods, taken from the prototypes.
 *
 * Problem: a form whose field is called "firstChild", or a picture called "defaultView", replaces that
 * property of the form or of the document, for content scripts too. Policy: whatever is asked of a node of
 * the page is asked through these.
 */

const getter = (proto, name) => {
  const { get } = Object.getOwnPropertyDescriptor(proto, name);
  return (node) => get.call(node);
};
const method = (proto, name) => {
  const call = proto[name];
  return (node, ...given) => call.apply(node, given);
};

export const firstChild = getter(Node.prototype, "firstChild");
export const nextSibling = getter(Node.prototype, "nextSibling");
export const parentNode = getter(Node.prototype, "parentNode");
export const nodeType = getter(Node.prototype, "nodeType");
export const isConnected = getter(Node.prototype, "isConnected");
export const ownerDocument = getter(Node.prototype, "ownerDocument");
export const contains = method(Node.prototype, "contains");
export const textContent = getter(Node.prototype, "textContent");

export const characters = getter(CharacterData.prototype, "data");

export const localName = getter(Element.prototype, "localName");
export const shadowRoot = getter(Element.prototype, "shadowRoot");
export const firstElementChild = getter(Element.prototype, "firstElementChild");
export const attribute = method(Element.prototype, "getAttribute");
export const hasAttribute = method(Element.prototype, "hasAttribute");
export const setAttribute = method(Element.prototype, "setAttribute");
export const removeAttribute = method(Element.prototype, "removeAttribute");
export const closest = method(Element.prototype, "closest");
export const findAll = method(Element.prototype, "querySelectorAll");
export const boxOf = method(Element.prototype, "getBoundingClientRect");
export const isVisible = method(Element.prototype, "checkVisibility");
export const assignedNodes = method(HTMLSlotElement.prototype, "assignedNodes");

export const findAllInside = method(DocumentFragment.prototype, "querySelectorAll");

export const viewOf = getter(Document.prototype, "defaultView");
export const rootOf = getter(Document.prototype, "documentElement");
export const focused = getter(Document.prototype, "activeElement");
export const find = method(Document.prototype, "querySelector");
export const findById = method(Document.prototype, "getElementById");
export const selectionOf = method(Document.prototype, "getSelection");
export const createRange = method(Document.prototype, "createRange");

/** The element above, out of a shadow root to its host; nothing above the root. */
export const parentElement = (node) => {
  const parent = parentNode(node);
  if (!parent) return null;
  const type = nodeType(parent);
  return type === 1 ? parent : type === 11 ? (parent.host ?? null) : null;
};
