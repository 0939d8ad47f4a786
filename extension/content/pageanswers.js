/**
 * What a tab that is being read answers; the same in the content script and in our own pages.
 */

import { Page } from "../messages.js";

/** @typedef {import("../messages.js").Message} Message */

/**
 * @param {ReturnType<typeof import("./controller.js").createController>} controller
 * @param {() => string} current the open card's subject
 * @returns {Record<string, (message: Message) => any>}
 */
export function pageAnswers(controller, current) {
  return {
    [Page.state]: () => controller.state(),
    [Page.snapshot]: () => controller.snapshot(current()),
    [Page.analyse]: async ({ anyway }) => {
      await controller.read(Boolean(anyway));
      return controller.state();
    },
    [Page.marks]: ({ marks }) => {
      controller.setMarks(marks);
      return controller.state();
    },
    [Page.fold]: ({ on }) => {
      controller.fold(on ?? !controller.state().folded);
      return controller.state();
    },
    [Page.hide]: ({ on }) => {
      controller.hide(on ?? !controller.state().hidden);
      return controller.state();
    },
    [Page.walk]: () => controller.walk(),
    [Page.focus]: ({ pieces, ring }) => {
      controller.focus(pieces);
      if (ring) controller.jump(pieces, false);
    },
    [Page.jump]: ({ pieces }) => controller.jump(pieces),
    [Page.only]: ({ entity }) => controller.only(entity ?? undefined),
    [Page.selectors]: ({ pieces }) => controller.selectors(pieces),
    [Page.correct]: async ({ one }) => void (await controller.correct(one, "everywhere")),
    [Page.pause]: () => controller.pause(),
  };
}
