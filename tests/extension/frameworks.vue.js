/** The newsroom application written for Vue. Bundled by its test. */

import { createApp, createSSRApp, h, onMounted, onUnmounted, shallowRef } from "vue";
import { hear, mount, shown, start } from "./frameworks.story.js";

export const Story = {
  setup() {
    const now = shallowRef(start);
    let deaf = () => {};
    onMounted(() => (deaf = hear((act) => (now.value = act(now.value)))));
    onUnmounted(() => deaf());
    return () => h("article", [h("h1", "The harbour"), ...shown(now.value).map(({ key, text }) => h("p", { key }, text))]);
  },
};

if (typeof document === "object") mount((place) => createApp(Story).mount(place), (place) => createSSRApp(Story).mount(place));
