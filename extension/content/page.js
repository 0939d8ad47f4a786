/**
 * The page's document as the browser defines it.
 *
 * Problem: a picture called "createElement", or a form called "body", takes the place of that member of the
 * document, for content scripts too. Policy: members are looked up on the prototypes and applied to the
 * document; every module of the shell imports this one under the name `document`. It is no node: what is
 * observed, or read by the core, is the document itself.
 */

/** @type {Document} */
export const page = new Proxy(/** @type {any} */ ({}), {
  get(_, name) {
    const member = Reflect.get(Document.prototype, name, document);
    return typeof member === "function" ? member.bind(document) : member;
  },
  set: (_, name, value) => Reflect.set(Document.prototype, name, value, document),
});
